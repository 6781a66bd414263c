package io.sallyport.audit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The entries of one request, from [Received] to exactly one [ClosingEvent]; for any thread. Every method returns
/// only when its entries are durable. Interrupts do not stop an append; they are delivered after it.
///
/// Each method throws [AuditUnavailable] if the entry is not durable in time, then what it announces must not happen;
/// [AuditEventTooLarge] if it is too large, then nothing was recorded and the trail goes on; [IllegalStateException]
/// for an entry after the closing, which is a defect.
public final class AuditTrail {

    private final RequestContext context;
    private final int contextBytes;
    private final Append received;
    private final Recorder recorder;
    private final EntryJson json;
    private final Trails trails;
    private final long openedAt;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;
    private int calls;
    private int windows;
    private long bytes;

    AuditTrail(RequestContext context, Received event, Recorder recorder, EntryJson json, Trails trails) {
        this.context = context;
        this.contextBytes = Json.bytes(members -> ContextJson.write(members, context)).length + 1;
        this.recorder = recorder;
        this.json = json;
        this.trails = trails;
        this.openedAt = json.mono().getAsLong();
        this.received = append(event);
    }

    /// Hands `Received` over, ahead of all other entries of the request.
    void begin() {
        trails.add(this);
        received.durable().whenComplete((_, failure) -> {
            if (failure != null) {
                trails.remove(this);
            }
        });
        try {
            recorder.hand(received);
        } catch (AuditUnavailable | AuditEventTooLarge e) {
            trails.remove(this);
            throw e;
        }
    }

    /// What every entry of the request repeats.
    public RequestContext context() {
        return context;
    }

    /// Records that text is about to leave for a model; only then may it.
    public Recorded<Egressed> egress(Egressed event) {
        Recorded<Egressed> recorded = record(event);
        lock.lock();
        calls++;
        lock.unlock();
        return recorded;
    }

    /// Records that passages are about to go to a caller; only then may they.
    public Recorded<Disclosed> disclose(Disclosed event) {
        return record(event);
    }

    /// Records that a window of a stream is about to go to the caller; only then may it.
    public Recorded<Released> release(Released event) {
        Recorded<Released> recorded = record(event);
        lock.lock();
        windows++;
        bytes += event.to() - event.from();
        lock.unlock();
        return recorded;
    }

    /// Closes the request, unless it is closed: the first closing wins.
    ///
    /// @return the proof, or empty if another closing won
    public <C extends ClosingEvent> Optional<Recorded<C>> close(C event) {
        return handClosing(append(event)).map(append -> new Recorded<>(event, await(append)));
    }

    /// Records a disclosure and closes the request with it, in one append: both are durable or neither.
    ///
    /// @return the proof of the disclosure, or empty if another closing won; then nothing may be disclosed
    public Optional<Recorded<Disclosed>> discloseAndClose(Disclosed disclosed, Answered answered) {
        return handClosing(append(disclosed, answered)).map(append -> new Recorded<>(disclosed, await(append)));
    }

    /// Whether a closing has been handed over.
    public boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// How far the request came, as this trail recorded it.
    public Tally tally() {
        lock.lock();
        try {
            return new Tally(calls, windows, bytes, Optional.empty(), age());
        } finally {
            lock.unlock();
        }
    }

    Duration age() {
        return Duration.ofNanos(Math.max(0, json.mono().getAsLong() - openedAt));
    }

    int contextBytes() {
        return contextBytes;
    }

    /// Hands a closing over without waiting; false if another closing won.
    boolean abandon(ClosingEvent event) {
        return handClosing(append(event)).isPresent();
    }

    private <E extends RequestEvent> Recorded<E> record(E event) {
        Append append = append(event);
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException(
                        "request " + context.request() + " is closed; " + event.kind() + " came too late");
            }
            recorder.hand(append);
        } finally {
            lock.unlock();
        }
        return new Recorded<>(event, await(append));
    }

    private Optional<Append> handClosing(Append append) {
        lock.lock();
        try {
            if (closed) {
                return Optional.empty();
            }
            recorder.hand(append);
            closed = true;
        } finally {
            lock.unlock();
        }
        append.durable().whenComplete((_, failure) -> settle(failure == null));
        return Optional.of(append);
    }

    /// A closing that was certainly not written leaves the trail open for another.
    private void settle(boolean durable) {
        if (durable) {
            trails.remove(this);
            return;
        }
        lock.lock();
        closed = false;
        lock.unlock();
    }

    private long await(Append append) {
        try {
            return recorder.await(append);
        } catch (IllegalStateException e) {
            if (received.durable().isCompletedExceptionally()) {
                recorder.await(received);
            }
            throw e;
        }
    }

    private Append append(RequestEvent... events) {
        try {
            List<Encoded> entries = Arrays.stream(events).map(event -> json.encode(event, context)).toList();
            return Append.of(context, entries);
        } catch (AuditUnavailable e) {
            throw recorder.counted(e);
        }
    }
}
