package io.sallyport.audit;

import java.util.List;

/// Text is about to leave for a model. Without a closing entry after it: it may have left.
///
/// @param call the call
/// @param basis why it is allowed
/// @param disclosure what the text holds
/// @param bodies redacted prompt, attributes of the subject, justification
public record Egressed(ModelCall call, PolicyBasis basis, Disclosure disclosure,
        List<Body> bodies) implements RequestEvent {

    public Egressed {
        bodies = Require.atMost(Require.BODIES, bodies, "bodies");
    }
}
