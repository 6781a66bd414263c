package io.sallyport.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends a log in good order.
final class LogStop {

    private static final Logger LOG = LoggerFactory.getLogger(LogStop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private LogStop() {}

    static void stop(Workings workings) {
        workings.threads().ifPresent(threads -> threads.ticking().shutdownNow());
        try {
            farewell(workings);
        } catch (AuditUnavailable e) {
            LOG.warn("audit: the stop could not be recorded: {}", e.getMessage());
        }
        workings.keys().close();
        workings.queue().close();
        if (workings.threads().map(threads -> ended(threads.writer())).orElse(true)) {
            Closing.quietly(workings.tape());
            Closing.quietly(workings.lock());
        }
    }

    private static void farewell(Workings workings) {
        int closed = 0;
        for (AuditTrail trail : workings.trails().all()) {
            closed += trail.abandon(new Aborted(AbortCause.SHUTDOWN, Optional.of(trail.tally()), List.of())) ? 1 : 0;
        }
        workings.upkeep().record();
        Append stopped = Append.of(workings.json().encode(new Stopped(closed)));
        workings.recorder().hand(stopped);
        if (workings.threads().isEmpty()) {
            while (workings.writer().step()) {
                continue;
            }
        }
        workings.recorder().await(stopped);
    }

    /// A writer that hangs in the disk keeps the lock: another one must not start beside it.
    private static boolean ended(Thread writer) {
        boolean interrupted = Thread.interrupted();
        try {
            return writer.join(PATIENCE);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
