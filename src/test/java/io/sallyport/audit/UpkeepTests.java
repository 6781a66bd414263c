package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class UpkeepTests {

    private final Stage stage = Stage.small(new SimulatedDisk());
    private final Workings workings = stage.assemble();
    private final AuditLog log = new AuditLog(workings);

    private void tick() {
        workings.upkeep().tick();
        Stage.drive(workings);
    }

    private void pass(Duration time) {
        stage.nanos.addAndGet(time.toNanos());
    }

    @Test
    void aHealthyLogStaysQuietAndReady() {
        tick();
        assertThat(Stage.kinds(log)).containsExactly("Started");
        assertThat(log.state().ready()).isTrue();
        assertThat(stage.exits).isEmpty();
    }

    @Test
    void anIdleLogBeatsAndStaysReady() {
        pass(Duration.ofSeconds(61));
        assertThat(log.state().ready()).isFalse();
        tick();
        assertThat(Stage.kinds(log)).endsWith("Heartbeat");
        assertThat(log.state().ready()).isTrue();
    }

    @Test
    void aWriterThatHangsGetsOneBeatPerHalfMinuteNotOnePerSecond() {
        pass(Duration.ofSeconds(31));
        workings.upkeep().tick();
        long waiting = workings.queue().bytes();
        pass(Duration.ofSeconds(1));
        workings.upkeep().tick();
        assertThat(workings.queue().bytes()).isEqualTo(waiting);
    }

    @Test
    void aDeletedSegmentPoisons() throws Exception {
        stage.disk.delete(workings.tape().active());
        assertPoisonedByTheWatch();
    }

    @Test
    void aRenamedSegmentPoisons() throws Exception {
        stage.disk.move(workings.tape().active(), "segments/rotated.1");
        assertPoisonedByTheWatch();
    }

    @Test
    void aReplacedSegmentPoisons() {
        stage.disk.put(workings.tape().active(), stage.disk.content(workings.tape().active()));
        assertPoisonedByTheWatch();
    }

    @Test
    void aShortenedSegmentPoisons() throws Exception {
        stage.disk.truncate(workings.tape().active(), 100);
        assertPoisonedByTheWatch();
    }

    @Test
    void aDeletedLockPoisons() throws Exception {
        stage.disk.delete(Layout.LOCK);
        assertPoisonedByTheWatch();
    }

    private void assertPoisonedByTheWatch() {
        tick();
        assertThat(stage.exits).containsExactly(Halt.POISONED);
        assertThat(log.state().poisoned()).hasValueSatisfying(cause -> assertThat(cause).contains("watch"));
        assertThatThrownBy(() -> log.open(Samples.context("q"), Samples.RECEIVED))
                .isInstanceOf(AuditUnavailable.class);
    }

    @Test
    void theWatchFollowsARoll() {
        for (int i = 0; i < 40; i++) {
            workings.writer().offer(Append.of(workings.json().encode(Samples.deleted("d" + i))));
            tick();
        }
        assertThat(workings.tape().committed().firsts()).hasSizeGreaterThan(1);
        assertThat(stage.exits).isEmpty();
    }

    @Test
    void underLowWaterOnlyWhatIsUnderWayIsFinishedUntilSpaceIsAmple() {
        AuditTrail trail = log.open(Samples.context("q"), Samples.RECEIVED);
        stage.disk.space = 3 * Stage.SEGMENT - 1;
        tick();
        assertThatThrownBy(() -> log.open(Samples.context("r"), Samples.RECEIVED)).isInstanceOfSatisfying(
                AuditUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Unavailability.LOW_WATER));
        assertThat(log.state().ready()).isFalse();
        assertThat(trail.abandon(Samples.ABORTED)).isTrue();
        stage.disk.space = 6 * Stage.SEGMENT;
        tick();
        assertThat(log.state().lowWater()).as("no flapping").isTrue();
        stage.disk.space = 6 * Stage.SEGMENT + 1;
        tick();
        assertThatCode(() -> log.open(Samples.context("r"), Samples.RECEIVED)).doesNotThrowAnyException();
        assertThat(Stage.kinds(log)).containsExactly("Started", "Received", "CapacityLow", "Aborted",
                "CapacityRestored");
    }

    @Test
    void accessCanBeTakenAwayUnderLowWaterButNotGiven() {
        stage.disk.space = 0;
        tick();
        DocumentWritten written = new DocumentWritten(Samples.BUDGET, Optional.empty(), Samples.OLGA);
        assertThatThrownBy(() -> log.append(written)).isInstanceOf(AuditUnavailable.class);
        var revoked = log.enqueue(new AclChanged(Samples.BUDGET, "acl-0", Samples.OLGA));
        Stage.drive(workings);
        assertThat(revoked.join().position()).isPositive();
    }

    @Test
    void refusalsForWantOfAuditAreRecordedLater() {
        stage.disk.space = 0;
        tick();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> log.open(Samples.context("r"), Samples.RECEIVED))
                    .isInstanceOf(AuditUnavailable.class);
        }
        pass(Duration.ofMinutes(1));
        tick();
        assertThat(Stage.entries(log).getLast().json()).contains("AuditWasUnavailable",
                "\"reason\":\"low-water\",\"count\":3");
    }

    @Test
    void unauthenticatedRequestsAreSummedPerMinuteAndReason() {
        for (int i = 0; i < 500; i++) {
            log.authenticationFailures().count(AuthenticationFailure.EXPIRED);
        }
        log.authenticationFailures().count(AuthenticationFailure.MISSING);
        tick();
        assertThat(Stage.kinds(log)).doesNotContain("AuthenticationFailed");
        pass(Duration.ofMinutes(1));
        tick();
        assertThat(Stage.entries(log)).filteredOn(entry -> entry.kind().equals("AuthenticationFailed"))
                .extracting(AuditEntry::json).satisfiesExactly(
                        json -> assertThat(json).contains("\"reason\":\"missing\",\"count\":1"),
                        json -> assertThat(json).contains("\"reason\":\"expired\",\"count\":500"));
    }

    @Test
    void aSumThatCannotBeRecordedIsKept() {
        log.authenticationFailures().count(AuthenticationFailure.ISSUER);
        workings.writer().poison("a test", new IllegalStateException("x"));
        pass(Duration.ofMinutes(1));
        workings.upkeep().record();
        assertThat(workings.failures().drain()).hasSize(1);
    }

    @Test
    void aRequestOpenForTooLongIsFailed() {
        AuditTrail trail = log.open(Samples.context("q"), Samples.RECEIVED);
        pass(Duration.ofMinutes(15));
        tick();
        assertThat(trail.closed()).isFalse();
        pass(Duration.ofSeconds(1));
        tick();
        assertThat(trail.closed()).isTrue();
        assertThat(Stage.entries(log).getLast().json()).contains("\"kind\":\"Failed\"", "\"cause\":\"limit\"");
    }

    @Test
    void aClosingThatFoundNoSpaceIsMadeUpForByTheSweeper() {
        AuditTrail trail = log.open(Samples.context("q"), Samples.RECEIVED);
        Stage.drive(workings);
        stage.disk.failsCreations = true;
        fill();
        trail.abandon(Samples.ABORTED);
        Stage.drive(workings);
        assertThat(trail.closed()).as("certainly not written").isFalse();
        stage.disk.failsCreations = false;
        pass(Duration.ofMinutes(16));
        tick();
        assertThat(Stage.kinds(log)).contains("Failed");
    }

    private void fill() {
        for (String text : List.of("x".repeat(3000), "x".repeat(300), "")) {
            Append last;
            do {
                last = Append.of(workings.json().encode(Samples.deleted("d" + text.substring(0, text.length() / 10))));
                workings.writer().offer(last);
                Stage.drive(workings);
            } while (!last.durable().isCompletedExceptionally());
        }
    }
}
