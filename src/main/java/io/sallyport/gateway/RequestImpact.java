package io.sallyport.gateway;

import java.util.List;
import java.util.Optional;

import io.sallyport.document.Classification;
import io.sallyport.document.DocumentId;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Decision;
import io.sallyport.policy.Obligations;

/// What a candidate would change for one request.
///
/// @param request     who would ask what
/// @param before      the decision of the bundle in force
/// @param after       the decision of the candidate
/// @param gained      documents the request would newly get
/// @param lost        documents it would no longer get
/// @param obligations the levels at which something else would be obliged; none unless both permit
public record RequestImpact(
        AccessRequest request,
        Decision before,
        Decision after,
        Documents gained,
        Documents lost,
        List<Change> obligations) {

    public RequestImpact {
        obligations = List.copyOf(obligations);
    }

    /// Documents that one bundle shows and the other does not.
    ///
    /// @param count    how many, exactly, by their records in the index
    /// @param listed   the first of them, at most 20, each decided by the rules of both bundles on its
    ///                 record in real time as well
    /// @param doubtful those of the first that are decided otherwise there: they changed meanwhile, or have drifted
    public record Documents(long count, List<DocumentId> listed, List<DocumentId> doubtful) {

        public Documents {
            listed = List.copyOf(listed);
            doubtful = List.copyOf(doubtful);
        }
    }

    /// What is obliged once the highest disclosed classification is known; absent = the request is refused there.
    public record Change(Classification at, Optional<Obligations> before, Optional<Obligations> after) {}
}
