package io.sallyport.gateway;

import io.sallyport.audit.Body;
import io.sallyport.redaction.PseudonymScopes;
import io.sallyport.redaction.RedactionPlan;
import io.sallyport.redaction.Redactor;
import io.sallyport.redaction.Treatment;

/// Bares what a caller wrote of every entity type before it is recorded, whatever policy obliges: a refused question
/// has no obligations, and a justification is read by officers only.
final class BareText {

    private final Redactor redactor;
    private final RedactionPlan plan;
    private final PseudonymScopes scopes;

    BareText(Redactor redactor, PseudonymScopes scopes) {
        this.redactor = redactor;
        this.plan = RedactionPlan.of(redactor.supported(), new Treatment.Remove());
        this.scopes = scopes;
    }

    /// @throws io.sallyport.redaction.RedactionFailed when it cannot be done; then the text must not be recorded
    Body body(Body.Part part, String text) {
        return new Body(part, redactor.redact(text, plan, scopes.request()).text());
    }
}
