package io.sallyport.audit;

import java.time.Duration;
import java.util.List;

/// An audit log in memory for the tests of other rooms; it behaves as the real one and can be made to fail.
public final class TestAudit implements AutoCloseable {

    private final Stage stage = new Stage(new SimulatedDisk(),
            new Limits(4 << 20, 16 << 20, Duration.ofSeconds(5)));
    private final AuditLog log = stage.start();

    /// The reference of a subject in logs such as this.
    public static SubjectReference reference(String id) {
        return Samples.reference(id);
    }

    /// The log.
    public AuditLog log() {
        return log;
    }

    /// All entries, oldest first.
    public List<AuditEntry> entries() {
        return Stage.entries(log);
    }

    /// Wire names of the kinds of all entries, oldest first.
    public List<String> kinds() {
        return Stage.kinds(log);
    }

    /// The next append finds a broken disk and poisons the log.
    public void breakDisk() {
        stage.disk.failsWrites = true;
    }

    /// Exit codes the process was asked to end with.
    public List<Integer> exits() {
        return List.copyOf(stage.exits);
    }

    @Override
    public void close() {
        log.close();
    }
}
