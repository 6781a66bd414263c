package io.sallyport.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of the audit log, `sallyport.audit.*`.
///
/// @param directory its directory, for this process alone
/// @param name first part of the origin of a new log, such as the deployment
/// @param replica second part, such as the ordinal of the pod
/// @param segmentSize bytes of a segment, 16 MiB to 1 GiB, a multiple of 4 KiB; two are reserved at once
/// @param queue bytes that may wait to be written, at least 16 MiB
/// @param deadline how long an append may take before the caller is refused
/// @param sealingKey required: file of the key encryption key: 32 random bytes, raw or as Base64, that nobody else may read
/// @param referenceKey required: file of the key of subject references, likewise; the same for all replicas and for ever
/// @param stream how streamed answers are recorded
@ConfigurationProperties("sallyport.audit")
public record AuditSettings(@DefaultValue("data/audit") Path directory, @DefaultValue("sallyport") String name,
        @DefaultValue("0") String replica, @DefaultValue("64MB") DataSize segmentSize,
        @DefaultValue("64MB") DataSize queue, @DefaultValue("5s") Duration deadline,
        @DefaultValue("") String sealingKey, @DefaultValue("") String referenceKey, @DefaultValue Stream stream) {

    private static final DataSize SMALLEST = DataSize.ofMegabytes(16);
    private static final DataSize LARGEST = DataSize.ofGigabytes(1);

    public AuditSettings {
        check(name.matches("[A-Za-z0-9._-]{1,64}"), "name", "1 to 64 characters of A-Z a-z 0-9 . _ -");
        check(replica.matches("[A-Za-z0-9._-]{1,64}"), "replica", "1 to 64 characters of A-Z a-z 0-9 . _ -");
        check(segmentSize.compareTo(SMALLEST) >= 0 && segmentSize.compareTo(LARGEST) <= 0
                && segmentSize.toBytes() % 4096 == 0, "segment-size", "16MB to 1GB, a multiple of 4KB");
        check(queue.compareTo(SMALLEST) >= 0, "queue", "at least 16MB");
        check(deadline.isPositive() && deadline.compareTo(Duration.ofMinutes(1)) <= 0, "deadline", "over 0s, up to 1m");
    }

    private static void check(boolean holds, String property, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("sallyport.audit." + property + " must be " + expected);
        }
    }

    /// How a streamed answer is recorded: text is held back until the window with it is durable.
    ///
    /// @param mode `window` or `buffer`
    /// @param window longest time text is held back for more of it
    /// @param bytes most bytes of a window
    public record Stream(@DefaultValue("window") Mode mode, @DefaultValue("250ms") Duration window,
            @DefaultValue("2KB") DataSize bytes) {

        public Stream {
            check(window.isPositive() && window.compareTo(Duration.ofSeconds(10)) <= 0, "stream.window",
                    "over 0s, up to 10s");
            check(bytes.toBytes() >= 64 && bytes.toBytes() <= Limits.BODY_BYTES, "stream.bytes", "64B to 4MB");
        }
    }

    /// When a window ends.
    public enum Mode {
        /// After some time or bytes.
        WINDOW,
        /// With the answer: one window.
        BUFFER
    }

    /// @throws AuditStartRefused if a key file cannot be used
    Premises premises(Clock clock, MeterRegistry meters, Halt halt) {
        long started = System.nanoTime();
        String version = Optional.ofNullable(AuditSettings.class.getPackage().getImplementationVersion())
                .orElse("development");
        return new Premises(new DirectoryDisk(directory), name + "/" + replica,
                new Limits(segmentSize.toBytes(), queue.toBytes(), deadline), clock, () -> System.nanoTime() - started,
                meters, halt, version, AuditKeys.read(sealingKey, referenceKey), 0);
    }
}
