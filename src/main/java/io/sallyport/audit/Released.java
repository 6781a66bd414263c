package io.sallyport.audit;

import java.util.List;

/// A window of a streamed answer is about to go to the caller.
///
/// @param window ordinal of the window within the request, from 1
/// @param channel part of the answer, such as `content`
/// @param from first UTF-8 byte as sent, counted from the start of the channel
/// @param to end, exclusive
/// @param bodies redacted text before restoring
public record Released(int window, String channel, long from, long to, List<Body> bodies) implements RequestEvent {

    public Released {
        Require.notNegative(window, "window");
        Require.name(channel, "channel");
        Require.notNegative(from, "from");
        Require.notNegative(to - from, "to - from");
        bodies = Require.atMost(Require.BODIES, bodies, "bodies");
    }
}
