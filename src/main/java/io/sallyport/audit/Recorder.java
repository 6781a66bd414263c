package io.sallyport.audit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hands appends to the writer and waits for them. The waiting thread may be interrupted or cancelled: the append
/// goes on, and the interrupt is delivered afterwards.
final class Recorder {

    private final Writer writer;
    private final Limits limits;
    private final AuditMeters meters;
    private final Sums<Unavailability> turnedAway;

    Recorder(Writer writer, Limits limits, AuditMeters meters, Sums<Unavailability> turnedAway) {
        this.writer = writer;
        this.limits = limits;
        this.meters = meters;
        this.turnedAway = turnedAway;
    }

    /// Hands over and does not wait.
    ///
    /// @throws AuditUnavailable if it was not taken in
    void hand(Append append) {
        if (append.bytes() > limits.batchBytes()) {
            throw new AuditEventTooLarge("append", append.bytes(), limits.batchBytes());
        }
        try {
            writer.offer(append);
        } catch (AuditUnavailable e) {
            throw counted(e);
        }
    }

    /// Waits until the append is durable and returns its first position.
    ///
    /// @throws AuditUnavailable if it is not within the deadline, or never will be
    /// @throws IllegalStateException if it breaks the order of its request, which is a defect
    long await(Append append) {
        long start = System.nanoTime();
        try {
            long position = uninterruptibly(append.durable(), start + limits.deadline().toNanos());
            meters.appended(System.nanoTime() - start);
            return position;
        } catch (AuditUnavailable e) {
            throw counted(e);
        }
    }

    private long uninterruptibly(CompletableFuture<Long> durable, long until) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return durable.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            throw new AuditUnavailable(Unavailability.DEADLINE,
                    "the audit log did not confirm an entry within " + limits.deadline());
        } catch (ExecutionException e) {
            throw translated(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException translated(ExecutionException failure) {
        return switch (failure.getCause()) {
            case AuditUnavailable e -> new AuditUnavailable(e.reason(), String.valueOf(e.getMessage()), e);
            case IllegalStateException e -> new IllegalStateException(e.getMessage(), e);
            case null, default -> new IllegalStateException("an append ended in an unexpected way", failure);
        };
    }

    /// Counts a refusal for want of audit, so that it can be recorded later.
    AuditUnavailable counted(AuditUnavailable e) {
        meters.refused(e.reason());
        turnedAway.count(e.reason());
        return e;
    }
}
