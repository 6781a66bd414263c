package io.sallyport.audit;

import java.util.List;
import java.util.Optional;

/// A request was authenticated and its input read, or found unreadable.
///
/// @param purpose purpose stated, else the client's default
/// @param model model asked for, as the caller named it
/// @param collections collections asked for, at most 128
/// @param streamed whether a stream is asked for
/// @param bytes size of the input
/// @param authentication how the subject signed in
/// @param bodies source address
public record Received(Optional<String> purpose, Optional<String> model, List<String> collections, boolean streamed,
        long bytes, AuthenticationFacts authentication, List<Body> bodies) implements RequestEvent {

    public Received {
        purpose.ifPresent(value -> Require.name(value, "purpose"));
        model.ifPresent(value -> Require.name(value, "model"));
        collections = Require.atMost(Require.NAMES, collections, "collections");
        Require.notNegative(bytes, "bytes");
        bodies = Require.atMost(Require.BODIES, bodies, "bodies");
    }
}
