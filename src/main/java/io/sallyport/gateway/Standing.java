package io.sallyport.gateway;

import io.sallyport.document.Classification;
import io.sallyport.gateway.Refusal.Kind;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.DecisionPoint;
import io.sallyport.policy.Deny;
import io.sallyport.policy.Permit;
import io.sallyport.policy.PolicyRevision;
import io.sallyport.policy.PolicySet;

/// Whether a stream under way may go on although other policies are in force by now. It goes on under its own bundle
/// unless the new one revokes: would refuse the same request at the same instant, or would no longer admit a document
/// that the prompt holds. Each bundle is asked once.
final class Standing {

    private final DecisionPoint decisions;
    private final AccessRequest request;
    private final Sources sources;
    private PolicyRevision judged;

    /// @param permit  by which the request runs
    /// @param sources what was disclosed
    Standing(DecisionPoint decisions, AccessRequest request, Permit permit, Sources sources) {
        this.decisions = decisions;
        this.request = request;
        this.sources = sources;
        this.judged = permit.revision();
    }

    /// @throws Refusal when the policies in force revoke what this request was permitted
    void check() {
        var policy = decisions.current();
        if (policy.revision().equals(judged)) {
            return;
        }
        if (!holds(policy)) {
            throw new Refusal(Kind.REVOKED, "A change of the policies ended this answer.");
        }
        judged = policy.revision();
    }

    private boolean holds(PolicySet policy) {
        return switch (policy.decide(request)) {
            case Permit permit -> permit.obligationsAt(highest(policy)) instanceof Permit
                    && sources.allAdmittedBy(permit.admission());
            case Deny _ -> false;
        };
    }

    private Classification highest(PolicySet policy) {
        return sources.highest(policy.schema().classifications().getFirst());
    }
}
