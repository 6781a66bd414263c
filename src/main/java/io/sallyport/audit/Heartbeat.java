package io.sallyport.audit;

/// The log was idle and is alive.
///
/// @param openRequests requests open
/// @param spaceFree bytes free on the volume
public record Heartbeat(int openRequests, long spaceFree) implements OperationalEvent {

    public Heartbeat {
        Require.notNegative(openRequests, "openRequests");
        Require.notNegative(spaceFree, "spaceFree");
    }
}
