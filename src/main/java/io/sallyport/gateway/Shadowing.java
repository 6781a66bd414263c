package io.sallyport.gateway;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sallyport.document.Collection;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.PolicySet;
import io.sallyport.policy.ShadowPolicies;
import io.sallyport.policy.ShadowTrial;

/// Compares a candidate with the bundle in force on real requests, beside them: a request only leaves what was decided in a
/// queue of bounded length and goes on. One thread compares, so that a slow candidate costs at most one processor; what does
/// not fit in the queue is dropped and counted. Deciding again takes as long as deciding did, some milliseconds with many
/// rules and documents, which no request is to pay for.
final class Shadowing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shadowing.class);
    private static final int WAITING = 256;
    private static final long IDLE_SECONDS = 10;

    private final ShadowPolicies shadow;
    private final ShadowComparison comparison;
    private final ExecutorService executor;

    Shadowing(ShadowPolicies shadow, ShadowComparison comparison) {
        this(shadow, comparison, oneThread());
    }

    Shadowing(ShadowPolicies shadow, ShadowComparison comparison, ExecutorService executor) {
        this.shadow = shadow;
        this.comparison = comparison;
        this.executor = executor;
    }

    private static ExecutorService oneThread() {
        var executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("sallyport-shadow").factory());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /// One request, decided by `live`.
    Shadow beside(Asker asker, PolicySet live, AccessRequest request, Set<Collection> collections) {
        return new Shadow(asker, live, request, collections, this::compare);
    }

    private void compare(Shadow.Seen seen) {
        try {
            shadow.trial(seen.live()).ifPresent(trial -> compare(trial, seen));
        } catch (RuntimeException defect) {
            LOG.error("a candidate could not be compared: {}", defect.getClass().getName());
        }
    }

    private void compare(ShadowTrial trial, Shadow.Seen seen) {
        try {
            executor.execute(() -> comparison.compare(trial, seen));
        } catch (RejectedExecutionException full) {
            trial.drop();
        }
    }

    /// Drops what waits.
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
