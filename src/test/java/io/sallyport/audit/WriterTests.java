package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class WriterTests {

    private final Stage stage = Stage.roomy(new SimulatedDisk());
    private final Workings log = stage.assemble();

    @Test
    void whatWaitsBecomesDurableTogetherInOrderWithOneForce() {
        List<Append> appends = offered(20);
        int before = stage.disk.forcesTried;
        assertThat(log.writer().step()).isTrue();
        assertThat(stage.disk.forcesTried).isEqualTo(before + 1);
        assertThat(appends.stream().map(append -> append.durable().resultNow()).toList()).isSorted()
                .doesNotHaveDuplicates();
        assertThat(Stage.entries(log).getLast().json()).contains("doc-19");
    }

    @Test
    void aBatchHoldsAtMost512Entries() {
        List<Append> appends = offered(513);
        log.writer().step();
        assertThat(appends.get(511).durable()).isDone();
        assertThat(appends.get(512).durable()).isNotDone();
        log.writer().step();
        assertThat(appends.get(512).durable()).isDone();
    }

    @Test
    void nothingIsAcknowledgedOrShownBeforeItsForce() {
        Append append = offered(1).getFirst();
        long before = log.tape().committed().size();
        stage.disk.failsForces = true;
        log.writer().step();
        assertThat(append.durable()).isCompletedExceptionally();
        assertThat(log.tape().committed().size()).isEqualTo(before);
    }

    @Test
    void aFailedForcePoisonsAndIsNeverRetried() {
        List<Append> appends = offered(513);
        int before = stage.disk.forcesTried;
        stage.disk.failsForces = true;
        Stage.drive(log);
        assertThat(stage.disk.forcesTried).isEqualTo(before + 1);
        assertPoisoned(appends);
    }

    @Test
    void aFailedWritePoisons() {
        List<Append> appends = offered(513);
        stage.disk.failsWrites = true;
        Stage.drive(log);
        stage.disk.failsWrites = false;
        assertPoisoned(appends);
    }

    private void assertPoisoned(List<Append> appends) {
        assertThat(appends).allSatisfy(append -> assertThat(append.durable().exceptionNow())
                .isInstanceOfSatisfying(AuditUnavailable.class,
                        e -> assertThat(e.reason()).isEqualTo(Unavailability.POISONED)));
        assertThatThrownBy(() -> offered(1)).isInstanceOf(AuditUnavailable.class);
        assertThat(stage.exits).containsExactly(Halt.POISONED);
        assertThat(new AuditLog(log).state().ready()).isFalse();
    }

    @Test
    void anyThrowablePoisons() {
        Encoded broken = new Encoded(Encoded.Role.APART, new byte[0], List.of());
        Append append = new Append(Optional.empty(), List.of(broken), 64, new CompletableFuture<>());
        log.writer().offer(append);
        Stage.drive(log);
        assertPoisoned(List.of(append));
    }

    @Test
    void aFullQueueRefusesAndDropsNothing() {
        List<Append> taken = new ArrayList<>();
        assertThatThrownBy(() -> {
            while (true) {
                taken.addAll(offered(1));
            }
        }).isInstanceOfSatisfying(AuditUnavailable.class,
                e -> assertThat(e.reason()).isEqualTo(Unavailability.QUEUE_FULL));
        assertThat(log.queue().bytes()).isLessThanOrEqualTo(stage.limits.queueBytes());
        Stage.drive(log);
        assertThat(taken).allSatisfy(append -> assertThat(append.durable()).isCompleted());
    }

    @Test
    void aPoisonFromOutsideFailsWhatWaits() {
        List<Append> appends = offered(3);
        log.writer().poison("a test", new IOException("gone"));
        assertPoisoned(appends);
    }

    @Test
    void aPoisonDuringAForceIsFollowedByNoAcknowledgement() throws Exception {
        stage.disk.forces.drainPermits();
        List<Append> appends = offered(3);
        Thread writer = Thread.ofPlatform().start(log.writer()::step);
        while (!stage.disk.forces.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        log.writer().poison("a test", new IOException("gone"));
        stage.disk.forces.release(1000);
        writer.join();
        assertPoisoned(appends);
    }

    @Test
    void entriesOutOfOrderAreRejectedAndTheRestOfTheBatchIsWritten() {
        RequestContext context = Samples.context("q");
        Append stray = Append.of(context, List.of(log.json().encode(Samples.egressed("p"), context)));
        log.writer().offer(stray);
        Append good = offered(1).getFirst();
        Stage.drive(log);
        assertThat(stray.durable().exceptionNow()).isInstanceOf(IllegalStateException.class);
        assertThat(good.durable()).isCompleted();
    }

    @Test
    void theWriterRejectsASecondClosing() {
        RequestContext context = Samples.context("q");
        Encoded received = log.json().encode(Samples.RECEIVED, context);
        Encoded closing = log.json().encode(Samples.ANSWERED, context);
        Append once = Append.of(context, List.of(received, closing));
        Append again = Append.of(context, List.of(closing));
        log.writer().offer(once);
        log.writer().offer(again);
        Stage.drive(log);
        assertThat(once.durable()).isCompleted();
        assertThat(again.durable().exceptionNow()).hasMessageContaining("closed already");
    }

    @Test
    void segmentsRollAndTheHeadListsTheOpenRequests() throws Exception {
        Stage small = Stage.small(new SimulatedDisk());
        Workings rolling = small.assemble();
        RequestContext context = Samples.context("long-runner");
        rolling.writer().offer(Append.of(context, List.of(rolling.json().encode(Samples.RECEIVED, context))));
        for (int i = 0; i < 60; i++) {
            rolling.writer().offer(Append.of(rolling.json().encode(Samples.deleted("doc-" + i))));
            rolling.writer().step();
        }
        long last = rolling.tape().committed().firsts().getLast();
        assertThat(rolling.tape().committed().firsts()).hasSizeGreaterThan(3);
        Frame head = Frame.read(new SegmentWindow(small.disk.open(Layout.segment(last))), 0, Stage.SEGMENT)
                .orElseThrow();
        assertThat(Head.parse(head.payload()).open()).containsExactly(context);
        assertThat(Stage.entries(rolling)).extracting(AuditEntry::position)
                .containsExactlyElementsOf(LongStream.range(0, 62).boxed().toList());
    }

    @Test
    void withoutSpaceForASegmentAppendsFailWithoutPoisonAndGoOnLater() {
        Stage small = Stage.small(new SimulatedDisk());
        Workings full = small.assemble();
        small.disk.failsCreations = true;
        List<Append> appends = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            appends.add(Append.of(full.json().encode(Samples.deleted("doc-" + i))));
            full.writer().offer(appends.getLast());
            full.writer().step();
        }
        assertThat(appends.getLast().durable().exceptionNow()).isInstanceOfSatisfying(AuditUnavailable.class,
                e -> assertThat(e.reason()).isEqualTo(Unavailability.SPACE));
        assertThat(full.tape().committed().firsts()).as("the prepared segment was used").hasSize(2);
        small.disk.failsCreations = false;
        Append later = Append.of(full.json().encode(Samples.deleted("later")));
        full.writer().offer(later);
        Stage.drive(full);
        assertThat(later.durable()).isCompleted();
        assertThat(small.exits).isEmpty();
    }

    private List<Append> offered(int count) {
        List<Append> appends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Append append = Append.of(log.json().encode(Samples.deleted("doc-" + i)));
            log.writer().offer(append);
            appends.add(append);
        }
        return appends;
    }
}
