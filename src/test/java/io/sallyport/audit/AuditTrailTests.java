package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTrailTests {

    private final Stage stage = new Stage(new SimulatedDisk(), new Limits(1 << 20, 4 << 20, Duration.ofSeconds(5)));
    private final AuditLog log = stage.start();

    @AfterEach
    void close() {
        stage.disk.forces.drainPermits();
        stage.disk.forces.release(1000);
        log.close();
    }

    private AuditTrail trail(String request) {
        return log.open(Samples.context(request), Samples.RECEIVED);
    }

    @Test
    void aRequestLeavesItsEntriesInOrder() {
        AuditTrail trail = trail("q");
        Recorded<Egressed> egressed = trail.egress(Samples.egressed("prompt"));
        trail.release(Samples.released(1));
        assertThat(trail.close(Samples.ANSWERED)).isPresent();
        assertThat(Stage.kinds(log)).containsExactly("Started", "Received", "Egressed", "Released", "Answered");
        assertThat(egressed.position()).isEqualTo(2);
        assertThat(egressed.event().bodies().getFirst().text()).isEqualTo("prompt");
    }

    @Test
    void anEntryServesOneCallOfAModel() {
        Recorded<Egressed> egressed = trail("q").egress(Samples.egressed("prompt"));
        assertThat(egressed.claim()).isTrue();
        assertThat(egressed.claim()).isFalse();
    }

    @Test
    void theFirstClosingWinsHoweverManyTry() throws Exception {
        AuditTrail trail = trail("q");
        List<Callable<Boolean>> closings = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            closings.add(() -> trail.close(Samples.ABORTED).isPresent());
        }
        int won = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> closing : threads.invokeAll(closings)) {
                won += closing.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(Stage.kinds(log)).containsOnlyOnce("Aborted");
    }

    @Test
    void anEntryAfterTheClosingIsADefect() {
        AuditTrail trail = trail("q");
        trail.close(Samples.ANSWERED);
        assertThatThrownBy(() -> trail.egress(Samples.egressed("late"))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("came too late");
    }

    @Test
    void aDisclosureAndItsAnswerAreOneAppend() {
        AuditTrail trail = trail("q");
        assertThat(trail.discloseAndClose(Samples.DISCLOSED, Samples.ANSWERED)).isPresent();
        assertThat(trail.closed()).isTrue();
        assertThat(trail.discloseAndClose(Samples.DISCLOSED, Samples.ANSWERED)).isEmpty();
        assertThat(Stage.kinds(log)).containsExactly("Started", "Received", "Disclosed", "Answered");
    }

    @Test
    void aRequestIdIsOpenOnce() {
        trail("q");
        assertThatThrownBy(() -> trail("q")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInterruptDoesNotStopAnAppendAndIsDeliveredAfterIt() throws Exception {
        AuditTrail trail = trail("q");
        for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            List<Boolean> flags = new ArrayList<>();
            Thread caller = kind.start(() -> {
                Thread.currentThread().interrupt();
                trail.egress(Samples.egressed("prompt"));
                flags.add(Thread.currentThread().isInterrupted());
            });
            caller.join();
            assertThat(flags).containsExactly(true);
        }
        assertThat(Stage.kinds(log)).filteredOn("Egressed"::equals).hasSize(2);
        assertThat(trail.close(Samples.ABORTED)).isPresent();
    }

    @Test
    void anInterruptWhileTheDiskIsBusyDoesNotStopAnAppend() throws Exception {
        AuditTrail trail = trail("q");
        trail.egress(Samples.egressed("first"));
        stage.disk.forces.drainPermits();
        Thread caller = Thread.ofVirtual().start(() -> trail.close(Samples.ABORTED));
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        stage.disk.forces.release(1000);
        caller.join();
        assertThat(Stage.kinds(log)).endsWith("Aborted");
    }

    @Test
    void aDiskThatHangsIsUnavailableAfterTheDeadline() {
        SimulatedDisk disk = new SimulatedDisk();
        AuditLog impatient = new Stage(disk, new Limits(1 << 20, 4 << 20, Duration.ofMillis(500))).start();
        AuditTrail trail = impatient.open(Samples.context("q"), Samples.RECEIVED);
        trail.egress(Samples.egressed("first"));
        disk.forces.drainPermits();
        assertThatThrownBy(() -> trail.egress(Samples.egressed("second"))).isInstanceOfSatisfying(
                AuditUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Unavailability.DEADLINE));
        disk.forces.release(1000);
        assertThat(trail.close(Samples.ABORTED)).isPresent();
        assertThat(Stage.kinds(impatient)).as("the late entry is durable after all").containsExactly("Started",
                "Received", "Egressed", "Egressed", "Aborted");
        impatient.close();
    }

    @Test
    void aPoisonedLogRefusesEgressAndClosing() {
        AuditTrail trail = trail("q");
        trail.egress(Samples.egressed("first"));
        stage.disk.failsForces = true;
        assertThatThrownBy(() -> trail.egress(Samples.egressed("second"))).isInstanceOf(AuditUnavailable.class);
        assertThatThrownBy(() -> trail.close(Samples.ABORTED)).isInstanceOf(AuditUnavailable.class);
        assertThatThrownBy(() -> trail("r")).isInstanceOf(AuditUnavailable.class);
        assertThat(stage.exits).containsExactly(Halt.POISONED);
        assertThat(Stage.kinds(log)).containsExactly("Started", "Received", "Egressed");
    }

    @Test
    void aTooLargeEventIsRefusedAndTheTrailGoesOn() {
        AuditTrail trail = trail("q");
        assertThatThrownBy(() -> trail.egress(Samples.egressed("x".repeat(600_000))))
                .isInstanceOf(AuditEventTooLarge.class);
        assertThat(trail.close(new Refused(RefusalReason.TOO_LARGE, Optional.empty(), Optional.empty(), List.of())))
                .isPresent();
    }

    @Test
    void aRequestWhoseReceivedFoundNoSpaceMayNotEgress() {
        Stage full = Stage.small(new SimulatedDisk());
        AuditLog small = full.start();
        small.register(Samples.identity("bob"));
        full.disk.failsCreations = true;
        assertThatThrownBy(() -> {
            while (true) {
                small.append(Samples.deleted("d".repeat(400)));
            }
        }).isInstanceOfSatisfying(AuditUnavailable.class,
                e -> assertThat(e.reason()).isEqualTo(Unavailability.SPACE));
        AuditTrail trail = small.open(Samples.context("q"), Samples.RECEIVED);
        assertThatThrownBy(() -> trail.egress(Samples.egressed("p"))).isInstanceOf(AuditUnavailable.class);
        assertThatThrownBy(() -> trail.close(Samples.ABORTED)).isInstanceOf(AuditUnavailable.class);
        full.disk.failsCreations = false;
        small.close();
        assertThat(full.exits).isEmpty();
    }

    @Test
    void aRequestIsRefusedWhenTooManyAreOpen() {
        assertThatThrownBy(() -> {
            for (int i = 0; i < 2000; i++) {
                trail("q" + i);
            }
        }).isInstanceOfSatisfying(AuditUnavailable.class,
                e -> assertThat(e.reason()).isEqualTo(Unavailability.OPEN_REQUESTS));
        assertThat(stage.meters.counter("sallyport.audit.refusals", "reason", "open-requests").count()).isEqualTo(1);
    }

    @Test
    void sixtyFourRequestsAtOnceAreAllRecordedAndClosed() throws Exception {
        List<Callable<Long>> requests = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String name = "q" + i;
            requests.add(() -> {
                AuditTrail trail = trail(name);
                trail.egress(Samples.egressed("prompt of " + name));
                for (int window = 1; window <= 5; window++) {
                    trail.release(Samples.released(window));
                }
                return trail.close(Samples.ANSWERED).orElseThrow().position();
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> closed : threads.invokeAll(requests)) {
                assertThat(log.entry(closed.get()).orElseThrow().kind()).isEqualTo("Answered");
            }
        }
        assertThat(Stage.entries(log)).hasSize(1 + 64 * 8);
        for (int i = 0; i < 64; i++) {
            EntryFilter own = EntryFilter.all().ofRequest(new RequestId("q" + i));
            assertThat(log.entries(own, EntryOrder.OLDEST_FIRST, OptionalLong.empty(), 100).entries())
                    .extracting(AuditEntry::kind).containsExactly("Received", "Egressed", "Released", "Released",
                            "Released", "Released", "Released", "Answered");
        }
        assertThat(log.state().openRequests()).isZero();
    }
}
