package io.sallyport.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;

/// The durable log of one directory, with this process as its only writer. An append that returns survives a power
/// cut; one that throws must be treated as not recorded.
///
/// Operational events are appended here; the events of a request go through the [AuditTrail] that
/// [#open(RequestContext, Received)] begins.
public final class AuditLog implements AutoCloseable {

    /// Most entries of a page.
    public static final int PAGE = 1000;

    private final Workings workings;

    AuditLog(Workings workings) {
        this.workings = workings;
    }

    /// Opens or creates the log: recovers what the last process left, closes its open requests, starts the writer.
    ///
    /// @throws AuditStartRefused if the directory is unusable, in use, or the log is corrupt
    public static AuditLog open(AuditSettings settings, Clock clock, MeterRegistry meters, Halt halt) {
        return LogStart.start(settings.premises(clock, meters, halt));
    }

    /// Appends an operational event and returns when it is durable.
    ///
    /// @throws AuditUnavailable if it is not durable within the deadline; it may still become so
    /// @throws AuditEventTooLarge if it is too large; nothing was recorded
    public <E extends OperationalEvent> Recorded<E> append(E event) {
        Append append = handOver(event);
        return new Recorded<>(event, workings.recorder().await(append));
    }

    /// Appends an operational event without waiting. The future completes on a thread of its own, exceptionally with
    /// [AuditUnavailable]; cancelling it stops nothing, and it knows no deadline.
    public <E extends OperationalEvent> CompletableFuture<Recorded<E>> enqueue(E event) {
        try {
            return handOver(event).durable().thenApplyAsync(position -> new Recorded<>(event, position),
                    Thread::startVirtualThread);
        } catch (AuditUnavailable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Append handOver(OperationalEvent event) {
        if (!AtLowWater.admitted(event)) {
            admitNew();
        }
        Append append = Append.of(encode(event));
        workings.recorder().hand(append);
        return append;
    }

    private Encoded encode(OperationalEvent event) {
        try {
            return workings.json().encode(event);
        } catch (AuditUnavailable e) {
            throw workings.recorder().counted(e);
        }
    }

    /// The reference to record a subject under. Its key is durable when this returns.
    ///
    /// @throws AuditUnavailable if its key can be neither read nor made; nothing about it can be recorded
    public SubjectReference register(SubjectIdentity identity) {
        try {
            return workings.keys().register(identity);
        } catch (AuditUnavailable e) {
            throw workings.recorder().counted(e);
        }
    }

    /// The reference to search for a subject by, whether or not anything is recorded about it.
    public SubjectReference reference(SubjectIdentity identity) {
        return workings.keys().reference(identity);
    }

    /// Whom a reference stands for; empty when this log does not know it, or its key was destroyed or cannot be read.
    public Optional<SubjectIdentity> identity(SubjectReference reference) {
        try {
            return workings.keys().find(reference).flatMap(BodyKey::identity);
        } catch (AuditUnavailable e) {
            return Optional.empty();
        }
    }

    /// Begins the entries of a request. `Received` is handed over without waiting, ahead of the others.
    ///
    /// @throws AuditUnavailable if new requests cannot be recorded; the request is to be refused
    /// @throws AuditEventTooLarge if the event is too large; the request is to be refused
    /// @throws IllegalStateException if a request with this id is open, which is a defect
    public AuditTrail open(RequestContext context, Received received) {
        admitNew();
        AuditTrail trail = new AuditTrail(context, received, workings.recorder(), workings.json(), workings.trails());
        try {
            trail.begin();
        } catch (AuditUnavailable e) {
            throw e.reason() == Unavailability.OPEN_REQUESTS ? workings.recorder().counted(e) : e;
        }
        return trail;
    }

    private void admitNew() {
        try {
            workings.capacity().admitNew();
        } catch (AuditUnavailable e) {
            throw workings.recorder().counted(e);
        }
    }

    /// Reads durable entries from the log itself.
    ///
    /// @param after position to go on behind, in the order given; empty to begin at the first of that order
    /// @param limit most entries of the page, 1 to [#PAGE]
    /// @throws AuditUnavailable if an entry cannot be read back undamaged
    public EntryPage entries(EntryFilter filter, EntryOrder order, OptionalLong after, int limit) {
        return workings.reader().page(filter, order, after, bounded(limit));
    }

    /// Reads the newest requests that policy decided and opens what it saw of them, and nothing else. For a replay, which
    /// has to be recorded itself before anything of it is told.
    ///
    /// @param filter which entries; of the kinds, those of decisions are read
    /// @param after position to go on behind, downwards; empty to begin at the newest
    /// @param limit most requests of the page, 1 to [#PAGE]
    /// @throws AuditUnavailable if an entry cannot be read back undamaged
    public DecidedPage decided(EntryFilter filter, OptionalLong after, int limit) {
        return workings.reader().decided(filter, after, bounded(limit));
    }

    private static int bounded(int limit) {
        if (limit < 1 || limit > PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + PAGE + ", found " + limit);
        }
        return limit;
    }

    /// The durable entry at a position, if there is one.
    ///
    /// @throws AuditUnavailable if it cannot be read back undamaged
    public Optional<AuditEntry> entry(long position) {
        return workings.reader().entry(position);
    }

    /// Counts 401s for this log.
    public AuthenticationFailures authenticationFailures() {
        return new AuthenticationFailures(workings.failures());
    }

    /// How the log is now.
    public AuditState state() {
        Duration age = Duration
                .ofNanos(workings.json().mono().getAsLong() - workings.writer().lastDurable());
        Optional<String> poisoned = workings.poison().cause();
        boolean low = workings.capacity().low();
        boolean ready = poisoned.isEmpty() && !low && age.compareTo(Limits.READY) <= 0 && !workings.closed().get();
        return new AuditState(ready, poisoned, low, age, workings.tape().committed().size(), workings.tape().origin(),
                workings.tape().epoch(), workings.open().count(), workings.capacity().free());
    }

    /// Closes open requests as aborted by a shutdown, records [Stopped], and lets go of the directory. Appends
    /// afterwards throw [AuditUnavailable].
    @Override
    public void close() {
        if (workings.closed().compareAndSet(false, true)) {
            LogStop.stop(workings);
        }
    }

    Workings workings() {
        return workings;
    }

}
