package io.sallyport.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Callers that each send the next call when the last has been answered.
///
/// @param callers how many at a time
/// @param each    calls of each caller
/// @param pace    least time from the start of a call to the start of the same caller's next
record Load(int callers, int each, Duration pace) {

    /// As fast as they are answered.
    Load(int callers, int each) {
        this(callers, each, Duration.ZERO);
    }

    /// One call, which throws unless it is answered as it should be.
    interface Call {

        /// @param number from 0, each number once
        void send(int number);
    }

    /// Sends them all.
    Latencies run(Call call) {
        long start = System.nanoTime();
        var nanos = new long[callers * each];
        try (var threads = Executors.newFixedThreadPool(callers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int first = caller * each;
                running.add(threads.submit(() -> calls(call, first, nanos)));
            }
            running.forEach(Load::await);
        }
        return new Latencies(nanos, System.nanoTime() - start);
    }

    private void calls(Call call, int first, long[] nanos) {
        for (int number = first; number < first + each; number++) {
            long start = System.nanoTime();
            call.send(number);
            nanos[number] = System.nanoTime() - start;
            pause(pace.minusNanos(nanos[number]));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted under load", interrupted);
        }
    }

    private static void await(Future<?> caller) {
        try {
            caller.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted under load", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a call under load failed", failed);
        }
    }
}
