package io.sallyport.audit;

import java.util.concurrent.atomic.AtomicBoolean;

/// Proof that an event is durable. Only this room can make one, so a method that takes it cannot be called before.
///
/// @param <E> kind of the event
public final class Recorded<E extends AuditEvent> {

    private final E event;
    private final long position;
    private final AtomicBoolean claimed = new AtomicBoolean();

    Recorded(E event, long position) {
        this.event = event;
        this.position = position;
    }

    /// The event.
    public E event() {
        return event;
    }

    /// Its zero-based position in the log.
    public long position() {
        return position;
    }

    /// True for exactly one caller, so that one entry serves one call of a model.
    public boolean claim() {
        return claimed.compareAndSet(false, true);
    }
}
