package io.sallyport.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What has to be done once a second beside writing: watch the files and the space, prepare the next segment, beat
/// when idle, fail requests open for too long, record what was summed. It never waits for the writer.
final class Upkeep {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Watch watch;
    private final Capacity capacity;
    private final NextSegment next;
    private final Writer writer;
    private final OpenRequests open;
    private final Trails trails;
    private final EntryJson json;
    private final Sums<AuthenticationFailure> failures;
    private final Sums<Unavailability> turnedAway;
    private final LongSupplier nanos;
    private long lastFlush;
    private long lastBeat;

    Upkeep(Watch watch, Capacity capacity, NextSegment next, Writer writer, OpenRequests open, Trails trails,
            EntryJson json, Sums<AuthenticationFailure> failures, Sums<Unavailability> turnedAway) {
        this.watch = watch;
        this.capacity = capacity;
        this.next = next;
        this.writer = writer;
        this.open = open;
        this.trails = trails;
        this.json = json;
        this.failures = failures;
        this.turnedAway = turnedAway;
        this.nanos = json.mono();
        this.lastFlush = nanos.getAsLong();
        this.lastBeat = lastFlush;
    }

    /// One round; any failure of it poisons the log, since nobody would watch it any more.
    void tick() {
        try {
            watch.look();
            capacity.measure().ifPresent(this::report);
            next.prepare();
            beat();
            sweep();
            flush();
        } catch (Throwable why) {
            writer.poison("the watch of the audit directory", why);
        }
    }

    private void beat() {
        long last = Math.max(writer.lastDurable(), lastBeat);
        if (nanos.getAsLong() - last >= Limits.IDLE.toNanos()) {
            lastBeat = nanos.getAsLong();
            report(new Heartbeat(open.count(), capacity.free()));
        }
    }

    private void sweep() {
        for (AuditTrail trail : trails.all()) {
            if (trail.age().compareTo(Limits.OPEN_FOR) > 0) {
                ignoringUnavailable(() -> trail
                        .abandon(new Failed(FailureCause.LIMIT, Optional.of(trail.tally()), List.of())));
            }
        }
    }

    private void flush() {
        if (nanos.getAsLong() - lastFlush < MINUTE) {
            return;
        }
        lastFlush = nanos.getAsLong();
        record();
    }

    /// Records what was summed up to now.
    void record() {
        for (Sums.Sum<AuthenticationFailure> sum : failures.drain()) {
            report(new AuthenticationFailed(sum.reason(), sum.count(), sum.from(), sum.to()), () -> failures.add(sum));
        }
        for (Sums.Sum<Unavailability> sum : turnedAway.drain()) {
            report(new AuditWasUnavailable(sum.reason(), sum.count(), sum.from(), sum.to()), () -> turnedAway.add(sum));
        }
    }

    private void report(OperationalEvent event) {
        report(event, () -> {});
    }

    private void report(OperationalEvent event, Runnable ifNotRecorded) {
        Append append = Append.of(json.encode(event));
        append.durable().whenComplete((_, failure) -> {
            if (failure != null) {
                ifNotRecorded.run();
            }
        });
        ignoringUnavailable(() -> writer.offer(append), ifNotRecorded);
    }

    private static void ignoringUnavailable(Runnable action) {
        ignoringUnavailable(action, () -> {});
    }

    private static void ignoringUnavailable(Runnable action, Runnable otherwise) {
        try {
            action.run();
        } catch (AuditUnavailable e) {
            otherwise.run();
        }
    }
}
