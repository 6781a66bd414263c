package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/// The log on a real directory, with its threads.
class AuditLogTests {

    @TempDir
    private Path directory;
    private final List<Integer> exits = Collections.synchronizedList(new ArrayList<>());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private AuditLog open() {
        return AuditLog.open(settings(directory), Clock.systemUTC(), meters, exits::add);
    }

    static AuditSettings settings(Path directory) {
        return settings(directory, KeyFolder.SEALING);
    }

    static AuditSettings settings(Path directory, String sealingKey) {
        return new AuditSettings(directory, "sallyport", "0", DataSize.ofMegabytes(16), DataSize.ofMegabytes(16),
                Duration.ofSeconds(5), sealingKey, KeyFolder.REFERENCE,
                new AuditSettings.Stream(AuditSettings.Mode.WINDOW, Duration.ofMillis(250), DataSize.ofKilobytes(2)));
    }

    @Test
    void aLogGoesOnWhereItWasLeft() {
        String origin;
        try (AuditLog log = open()) {
            origin = log.state().origin();
            assertThat(log.append(Samples.deleted("d")).position()).isEqualTo(1);
        }
        try (AuditLog log = open()) {
            assertThat(log.state().origin()).isEqualTo(origin).matches("sallyport/0/[0-9a-f]{8}");
            assertThat(log.state().epoch()).isEqualTo(2);
            assertThat(Stage.kinds(log)).containsExactly("Started", "DocumentDeleted", "Stopped", "Started");
            assertThat(log.state().ready()).isTrue();
        }
        assertThat(exits).isEmpty();
    }

    @Test
    void stoppingClosesOpenRequestsAsShutDown() {
        AuditLog log = open();
        AuditTrail trail = log.open(Samples.context("q"), Samples.RECEIVED);
        trail.egress(Samples.egressed("p"));
        log.close();
        assertThatThrownBy(() -> log.append(Samples.deleted("d"))).isInstanceOfSatisfying(AuditUnavailable.class,
                e -> assertThat(e.reason()).isEqualTo(Unavailability.CLOSED));
        try (AuditLog again = open()) {
            assertThat(Stage.kinds(again)).containsExactly("Started", "Received", "Egressed", "Aborted", "Stopped",
                    "Started");
            assertThat(again.entry(3).orElseThrow().json()).contains("\"cause\":\"shutdown\",\"calls\":1");
        }
    }

    @Test
    void twoWritersAreOneTooMany() {
        try (AuditLog log = open()) {
            assertThatThrownBy(this::open).isInstanceOfSatisfying(AuditStartRefused.class,
                    e -> assertThat(e.exitCode()).isEqualTo(72));
            assertThat(log.append(Samples.deleted("d")).position()).isEqualTo(1);
        }
    }

    @Test
    void anUnusableDirectoryIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        assertThatThrownBy(() -> AuditLog.open(settings(file.resolve("audit")), Clock.systemUTC(), meters, exits::add))
                .isInstanceOfSatisfying(AuditStartRefused.class, e -> assertThat(e.exitCode()).isEqualTo(73))
                .hasMessageContaining("sallyport.audit.directory");
    }

    @Test
    void enqueuedEventsBecomeDurableWithoutWaiting() throws Exception {
        try (AuditLog log = open()) {
            var future = log.enqueue(Samples.deleted("d"));
            assertThat(future.get(10, TimeUnit.SECONDS).position()).isEqualTo(1);
        }
    }

    @Test
    void enqueueingOnAClosedLogFailsTheFuture() {
        AuditLog log = open();
        log.close();
        assertThatThrownBy(() -> log.enqueue(Samples.deleted("d")).get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class).hasCauseInstanceOf(AuditUnavailable.class);
    }

    @Test
    void deletingTheSegmentOfARunningLogEndsTheProcess() throws Exception {
        AuditLog log = open();
        Files.delete(directory.resolve(Layout.segment(0)));
        Awaitility.await().untilAsserted(() -> assertThat(exits).containsExactly(70));
        assertThatThrownBy(() -> log.append(Samples.deleted("d"))).isInstanceOf(AuditUnavailable.class);
        log.close();
    }

    @Test
    void truncatingTheSegmentOfARunningLogEndsTheProcess() throws Exception {
        AuditLog log = open();
        Files.write(directory.resolve(Layout.segment(0)), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        Awaitility.await().untilAsserted(() -> assertThat(exits).containsExactly(70));
        log.close();
        assertThatThrownBy(this::open).isInstanceOfSatisfying(AuditStartRefused.class,
                e -> assertThat(e.exitCode()).isEqualTo(71));
    }

    @Test
    void segmentsArePreallocatedAndTheNextOneIsPrepared() throws Exception {
        try (AuditLog log = open()) {
            assertThat(Files.size(directory.resolve(Layout.segment(0)))).isEqualTo(16 << 20);
            assertThat(Files.size(directory.resolve(Layout.NEXT))).isEqualTo(16 << 20);
            assertThat(Files.readString(directory.resolve(Layout.ORIGIN)).strip()).isEqualTo(log.state().origin());
        }
    }

    @Test
    void theMetersTell() {
        try (AuditLog log = open()) {
            log.append(Samples.deleted("d"));
            assertThat(meters.get("sallyport.audit.append").timer().count()).isEqualTo(1);
            assertThat(meters.get("sallyport.audit.force").timer().count()).isEqualTo(2);
            assertThat(meters.get("sallyport.audit.size").gauge().value()).isEqualTo(2);
            assertThat(meters.get("sallyport.audit.poisoned").gauge().value()).isZero();
            assertThat(meters.get("sallyport.audit.open.requests").gauge().value()).isZero();
            assertThat(meters.get("sallyport.audit.queue.bytes").gauge().value()).isZero();
            assertThat(meters.get("sallyport.audit.batch").summary().count()).isEqualTo(2);
        }
    }

    @Test
    void theDirectoryIsForItsOwnerOnly() throws Exception {
        Path inner = directory.resolve("inner");
        AuditLog.open(settings(inner), Clock.systemUTC(), meters, exits::add).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner))).isEqualTo("rwx------");
    }
}
