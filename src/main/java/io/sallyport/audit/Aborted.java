package io.sallyport.audit;

import java.util.List;
import java.util.Optional;

/// The request was cut short.
///
/// @param cause why
/// @param tally how far it came, if known
/// @param bodies digest of what was sent
public record Aborted(AbortCause cause, Optional<Tally> tally, List<Body> bodies) implements ClosingEvent {

    public Aborted {
        bodies = Require.atMost(Require.BODIES, bodies, "bodies");
    }
}
