package io.sallyport.api.policies;

import io.sallyport.audit.AuditUnavailable;
import io.sallyport.gateway.ImpactUnfinished;
import io.sallyport.policy.PolicyNotChanged;
import io.sallyport.policy.PolicyProblems;
import io.sallyport.web.Problem;
import io.sallyport.web.ProblemException;

/// How policies that were not changed look over HTTP.
final class PolicyProblem {

    private PolicyProblem() {}

    static RuntimeException translate(RuntimeException thrown) {
        return switch (thrown) {
            case PolicyProblems problems -> new ProblemException(of(problems));
            case PolicyNotChanged unchanged -> new ProblemException(of(unchanged));
            case AuditUnavailable unavailable ->
                new ProblemException(new Problem(
                        503,
                        "audit-unavailable",
                        "The audit log is not available",
                        "This cannot be recorded, so it was not done."));
            case ImpactUnfinished unfinished -> new ProblemException(of(unfinished));
            default -> thrown;
        };
    }

    private static Problem of(ImpactUnfinished unfinished) {
        return switch (unfinished.reason()) {
            case INDEX_UNAVAILABLE -> new Problem(
                    503,
                    "index-unavailable",
                    "The index is not available",
                    "The document index does not answer; try again later.");
            case TOO_SLOW -> new Problem(
                    503,
                    "impact-unfinished",
                    "The impact could not be found out in time",
                    "Try fewer subjects or requests, or try again when no other run is under way.");
        };
    }

    private static Problem of(PolicyProblems problems) {
        return new Problem(422, "policies-refused", "The policies do not load", "See problems for what is wrong.")
                .with("count", problems.problems().size())
                .with("problems", PolicyBodies.problems(problems.problems()));
    }

    private static Problem of(PolicyNotChanged unchanged) {
        String why = unchanged.detail();
        return switch (unchanged.reason()) {
            case READ_ONLY -> new Problem(409, "policies-read-only", "Policies are not changed here", why);
            case OTHER_REVISION -> new Problem(412, "revision-mismatch", "The policies changed", why);
            case NO_SUCH_FILE -> Problem.notFound();
            case FAILED -> new Problem(503, "policies-not-written", "The policies could not be written", why);
        };
    }
}
