package io.sallyport.api.policies;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import io.sallyport.policy.PolicyRevision;
import io.sallyport.web.Problem;
import io.sallyport.web.ProblemException;

/// Reads what a change is based on (RFC 9110 section 13.1.1).
final class Preconditions {

    private static final Pattern TAG = Pattern.compile("\"?([0-9a-f]{64})\"?");

    private Preconditions() {}

    /// @throws ProblemException 428 without `If-Match`, 400 when it is anything but one revision
    static PolicyRevision expected(HttpServletRequest request) {
        String given = Optional.ofNullable(request.getHeader("If-Match"))
                .orElseThrow(() -> new ProblemException(new Problem(
                        428,
                        "precondition-required",
                        "The change needs a revision",
                        "Send If-Match with the ETag of GET /v1/policies, so that no other change is overwritten.")));
        var tag = TAG.matcher(given.strip());
        if (!tag.matches()) {
            throw new ProblemException(Problem.invalid("If-Match", "Expected one policy revision, as an ETag has it."));
        }
        return new PolicyRevision(tag.group(1));
    }
}
