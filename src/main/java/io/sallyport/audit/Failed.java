package io.sallyport.audit;

import java.util.List;
import java.util.Optional;

/// The request failed.
///
/// @param cause why
/// @param tally how far it came, if known
/// @param bodies digest of what was sent
public record Failed(FailureCause cause, Optional<Tally> tally, List<Body> bodies) implements ClosingEvent {

    public Failed {
        bodies = Require.atMost(Require.BODIES, bodies, "bodies");
    }
}
