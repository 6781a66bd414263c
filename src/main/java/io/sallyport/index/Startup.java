package io.sallyport.index;

import java.time.Duration;

/// Waits for a cluster that starts at the same time.
final class Startup {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private Startup() {}

    /// Repeats the step while the index is unavailable and there is time.
    ///
    /// @throws NoUsableIndex when the time is over
    static void retry(Runnable step, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                step.run();
                return;
            } catch (IndexUnavailable unavailable) {
                if (System.nanoTime() > end) {
                    throw new NoUsableIndex(unavailable);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Elasticsearch", interrupted);
        }
    }
}
