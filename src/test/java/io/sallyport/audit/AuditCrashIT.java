package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, really killed.
class AuditCrashIT {

    private static final int ROUNDS = 3;

    @TempDir
    private Path directory;

    @Test
    void aKilledProcessLosesNoAcknowledgedEntryAndItsRequestsAreClosed() throws Exception {
        Random random = new Random(20260914);
        Map<Long, String> acknowledged = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            crash("round" + round, 200 + random.nextInt(1000), acknowledged);
        }
        try (AuditLog log = AuditLog.open(AuditLogTests.settings(directory), Clock.systemUTC(),
                new SimpleMeterRegistry(), code -> {})) {
            List<AuditEntry> entries = Stage.entries(log);
            assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * 100);
            acknowledged.forEach((position, kind) -> assertThat(entries.get(Math.toIntExact(position)).kind())
                    .as("position %d", position).isEqualTo(kind));
            assertThat(log.state().openRequests()).isZero();
            assertThat(log.state().epoch()).isEqualTo(ROUNDS + 1);
            assertThat(count(entries, "Received"))
                    .isEqualTo(count(entries, "Answered") + count(entries, "Aborted"));
            assertThat(count(entries, "Aborted")).isPositive();
        }
    }

    private static long count(List<AuditEntry> entries, String kind) {
        return entries.stream().filter(entry -> entry.kind().equals(kind)).count();
    }

    private void crash(String name, int lines, Map<Long, String> acknowledged) throws Exception {
        Process victim = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), CrashVictim.class.getName(), directory.toString(), name)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> printed = new ArrayList<>();
        try (BufferedReader out = victim.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                printed.add(line);
                if (printed.size() == lines) {
                    victim.toHandle().destroyForcibly();
                }
            }
        } finally {
            victim.destroyForcibly().waitFor();
        }
        assertThat(printed).as("the process ran until it was killed").hasSizeGreaterThanOrEqualTo(lines);
        printed.stream().filter(line -> line.matches("\\d+ (Egressed|Answered)")).map(line -> line.split(" "))
                .forEach(parts -> acknowledged.put(Long.parseLong(parts[0]), parts[1]));
    }
}
