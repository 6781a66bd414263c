package io.sallyport.audit;

/// The writer stopped in good order.
///
/// @param requestsClosed requests that were closed because of it
public record Stopped(int requestsClosed) implements OperationalEvent {

    public Stopped {
        Require.notNegative(requestsClosed, "requestsClosed");
    }
}
