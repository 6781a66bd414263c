package io.sallyport.audit;

/// Why an entry could not be recorded.
public enum Unavailability implements WireName {
    /// A write or force failed; the process ends.
    POISONED("poisoned"),
    /// The entry was not durable in time; it may still become so.
    DEADLINE("deadline"),
    /// Too many bytes wait to be written.
    QUEUE_FULL("queue-full"),
    /// The volume is nearly full: only what is under way may be finished.
    LOW_WATER("low-water"),
    /// No segment is left to write to.
    SPACE("space"),
    /// Too many requests are open.
    OPEN_REQUESTS("open-requests"),
    /// The key a body is to be sealed under can be neither read nor made.
    KEYS("keys"),
    /// An entry could not be read back.
    READ("read"),
    /// The log has been closed.
    CLOSED("closed");

    private final String wire;

    Unavailability(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
