package io.sallyport.audit;

import java.util.List;

/// Passages are about to go to a caller without a model.
///
/// @param basis why it is allowed
/// @param disclosure what the passages hold
/// @param bodies redacted query and passages, attributes of the subject, justification
public record Disclosed(PolicyBasis basis, Disclosure disclosure, List<Body> bodies) implements RequestEvent {

    public Disclosed {
        bodies = Require.atMost(Require.BODIES, bodies, "bodies");
    }
}
