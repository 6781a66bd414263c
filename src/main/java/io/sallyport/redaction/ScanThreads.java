package io.sallyport.redaction;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// A few platform threads that scan. The pattern engine keeps its automaton per thread, so on a fresh virtual thread
/// each scan would build it anew. The queue is bounded; what does not fit, fails or takes too long ends in
/// [RedactionFailed].
final class ScanThreads implements AutoCloseable {

    private static final int QUEUED = 1024;

    private final ThreadPoolExecutor threads;
    private final Duration deadline;

    private static final class ScanThread extends Thread {

        private final ScanThreads owner;

        ScanThread(ScanThreads owner, Runnable work, int number) {
            super(work, "redaction-" + number);
            this.owner = owner;
            setDaemon(true);
        }
    }

    ScanThreads(int count, Duration deadline) {
        var number = new AtomicInteger();
        this.deadline = deadline;
        this.threads = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUED),
                work -> new ScanThread(this, work, number.incrementAndGet()), new ThreadPoolExecutor.AbortPolicy());
    }

    /// Runs `work` on one of the threads, directly if this is one, and waits for it.
    ///
    /// @throws RedactionFailed instead of whatever `work` throws
    <T> T run(Callable<T> work) {
        if (Thread.currentThread() instanceof ScanThread thread && thread.owner == this) {
            return direct(work);
        }
        try {
            return await(threads.submit(() -> direct(work)));
        } catch (RejectedExecutionException _) {
            throw new RedactionFailed("Redaction is overloaded or has stopped");
        }
    }

    private <T> T await(Future<T> result) {
        try {
            return result.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            result.cancel(true);
            throw new RedactionFailed("Redaction took longer than " + deadline);
        } catch (InterruptedException _) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new RedactionFailed("Redaction was interrupted");
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RedactionFailed failed
                    ? failed
                    : new RedactionFailed("Redaction failed on a thread of its own");
        }
    }

    private static <T> T direct(Callable<T> work) {
        if (Thread.currentThread().isInterrupted()) {
            throw new RedactionFailed("Redaction was interrupted");
        }
        try {
            return work.call();
        } catch (RedactionFailed failed) {
            throw failed;
        } catch (Exception | StackOverflowError failure) {
            throw new RedactionFailed("A detector failed with " + failure.getClass().getName());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
