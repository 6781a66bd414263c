package io.sallyport.audit;

/// The writer started; its epoch is one higher than before.
///
/// @param version version of the gateway
/// @param requestsClosed requests of the last process that were closed at this start
public record Started(String version, int requestsClosed) implements OperationalEvent {

    public Started {
        Require.name(version, "version");
        Require.notNegative(requestsClosed, "requestsClosed");
    }
}
