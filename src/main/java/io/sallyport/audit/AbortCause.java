package io.sallyport.audit;

/// Why a request ended before its answer was complete, through no error of the gateway or a provider.
public enum AbortCause implements WireName {
    /// The caller closed the connection.
    CLIENT_GONE("client-gone"),
    /// Access was revoked while the answer was under way.
    REVOKED("revoked"),
    /// The gateway was asked to stop.
    SHUTDOWN("shutdown"),
    /// The process ended; recorded at the next start.
    PROCESS_ENDED("process-ended");

    private final String wire;

    AbortCause(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
