package io.sallyport.audit;

import java.util.List;
import java.util.Optional;

/// The request was refused.
///
/// @param reason why
/// @param rule `file#rule` that decided, if one did
/// @param revision revision of the policy bundle, if policy was asked
/// @param bodies question with every entity type removed
public record Refused(RefusalReason reason, Optional<String> rule, Optional<String> revision,
        List<Body> bodies) implements ClosingEvent {

    public Refused {
        rule.ifPresent(value -> Require.name(value, "rule"));
        revision.ifPresent(value -> Require.name(value, "revision"));
        bodies = Require.atMost(Require.BODIES, bodies, "bodies");
    }
}
