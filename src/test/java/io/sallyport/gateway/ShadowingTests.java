package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Chunk;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentCount;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Passage;
import io.sallyport.identity.Tenant;
import io.sallyport.index.IndexUnavailable;
import io.sallyport.policy.Decision;
import io.sallyport.policy.Permit;
import io.sallyport.policy.ShadowBench;
import io.sallyport.policy.ShadowDifference.Kind;
import io.sallyport.retrieval.Census;

/// Whatever happens to a comparison, the decision passes through unchanged and at once.
class ShadowingTests {

    private static final int OFTEN = 600;

    @TempDir
    private Path home;

    private ShadowBench bench;
    private Decision decision;

    @BeforeEach
    void start() {
        bench = ShadowBench.start(home);
        decision = bench.live().decide(bench.request());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /// Carries out when it is told to, or not at all.
    private static final class ByHand extends AbstractExecutorService {

        private final List<Runnable> waiting = new ArrayList<>();
        private final boolean isFull;

        ByHand(boolean isFull) {
            this.isFull = isFull;
        }

        @Override
        public void execute(Runnable work) {
            if (isFull) {
                throw new RejectedExecutionException();
            }
            waiting.add(work);
        }

        void run() {
            waiting.forEach(Runnable::run);
            waiting.clear();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return waiting;
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    private ShadowComparison comparison(int countsPerMinute, DocumentCount... found) {
        var index = new NoIndex() {
            @Override
            public Map<DocumentId, Document> records(Set<DocumentId> documents) {
                return Map.of();
            }

            @Override
            public DocumentCount difference(Set<Collection> collections, Optional<Tenant> tenant,
                    AccessFilter reached, AccessFilter missed, int listed) {
                assertThat(tenant).as("whoever holds them").isEmpty();
                return List.of(found).stream().findFirst().orElseThrow(() -> new IndexUnavailable("it is down"));
            }
        };
        return new ShadowComparison(new Census(index), bench.audit().log(),
                new ShadowCounts(countsPerMinute, Clock.systemUTC()));
    }

    private Decision decide(Shadowing shadowing, String requestId) {
        var subject = bench.request().subject();
        var asker = new Asker(subject, requestId, Optional.empty(), "POST /test", "127.0.0.1");
        var shadow = shadowing.beside(asker, bench.live(), bench.request(), Set.of(new Collection("docs")));
        assertThat(shadow.decided(decision)).isSameAs(decision);
        var merged = ((Permit) decision).obligationsAt(bench.internal());
        var draft = bench.draft();
        var found = new Sources(
                List.of(new Passage(draft, new Chunk(draft.id(), draft.version(), 0, "KESTREL"))), List.of(),
                List.of());
        assertThat(shadow.decided(merged, bench.internal(), found)).isSameAs(merged);
        return merged;
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (int waited = 0; waited < 2_000 && !reached.getAsBoolean(); waited++) {
            Thread.sleep(5);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    @Test
    void aDifferenceIsRecordedByItsNamesOnly() throws InterruptedException {
        try (var shadowing = new Shadowing(bench.shadow(), comparison(0))) {
            decide(shadowing, "q1");
            await(() -> bench.differences().size() == 1);
        }
        var subject = bench.audit().log().reference(Asker.identity(bench.request().subject()));
        assertThat(bench.differences().getFirst())
                .contains("\"request\":\"q1\"", "\"tenant\":\"acme\"", "\"subject\":\"%s\"".formatted(subject),
                        "\"allowed\":true,\"wouldAllow\":true",
                        "\"hidden\":[{\"document\":\"docs/doc\",\"rule\":\"20-rules.yaml#drafts\"}],\"hiddenCount\":1",
                        bench.live().revision().value())
                .doesNotContain("gained", "KESTREL", bench.draft().title());
        assertThat(bench.summary().kinds()).containsEntry(Kind.HIDDEN, 1L);
    }

    @Test
    void whatDoesNotFitIsDroppedAndCounted() {
        try (var shadowing = new Shadowing(bench.shadow(), comparison(0), new ByHand(true))) {
            decide(shadowing, "q1");
        }
        assertThat(bench.summary().dropped()).isEqualTo(1);
        assertThat(bench.summary().requests()).isZero();
        assertThat(bench.differences()).isEmpty();
    }

    @Test
    void aRequestWaitsForNoComparison() {
        var executor = new ByHand(false);
        try (var shadowing = new Shadowing(bench.shadow(), comparison(0), executor)) {
            decide(shadowing, "q1");
            assertThat(bench.summary().requests()).as("nothing was compared yet").isZero();
            executor.run();
            assertThat(bench.summary().requests()).isEqualTo(1);
        }
    }

    @Test
    void aFaultIsCountedAndGoesNowhere() {
        var executor = new ByHand(false);
        try (var shadowing = new Shadowing(bench.shadow(), comparison(0), executor)) {
            decide(shadowing, "");
            executor.run();
        }
        assertThat(bench.summary().failed()).as("an id that no entry can have").isEqualTo(1);
        assertThat(bench.differences()).isEmpty();
    }

    @Test
    void aDifferenceThatCannotBeRecordedIsCounted() throws InterruptedException {
        bench.audit().breakDisk();
        try (var shadowing = new Shadowing(bench.shadow(), comparison(0))) {
            decide(shadowing, "q1");
            await(() -> bench.summary().unrecorded() == 1);
        }
        assertThat(bench.summary().differing()).isEqualTo(1);
    }

    @Test
    void documentsThatCouldBeFoundAreCounted() throws InterruptedException {
        try (var shadowing = new Shadowing(bench.shadow(), comparison(OFTEN, new DocumentCount(41, List.of())))) {
            decide(shadowing, "q1");
            await(() -> bench.differences().size() == 1);
        }
        assertThat(bench.differences().getFirst()).contains("\"gained\":41");
        assertThat(bench.summary().counted()).isEqualTo(1);
    }

    @Test
    void anIndexThatFailsCostsTheCountAndNotTheRest() throws InterruptedException {
        try (var shadowing = new Shadowing(bench.shadow(), comparison(OFTEN))) {
            decide(shadowing, "q1");
            await(() -> bench.differences().size() == 1);
        }
        assertThat(bench.differences().getFirst()).contains("\"hiddenCount\":1").doesNotContain("gained");
        assertThat(bench.summary().failed()).isEqualTo(1);
        assertThat(bench.summary().counted()).isZero();
    }

    @Test
    void withoutACandidateNothingIsKept() {
        var executor = new ByHand(false);
        try (var shadowing = new Shadowing(bench.shadow(), comparison(0), executor)) {
            bench.takeAway();
            decide(shadowing, "q1");
        }
        assertThat(executor.shutdownNow()).isEmpty();
    }
}
