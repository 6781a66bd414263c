package io.sallyport.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A request as policy decided it, read back to be decided again.
///
/// @param position position of the entry of the decision
/// @param at when that was recorded
/// @param request the request
/// @param tenant tenant of the subject
/// @param subject who asked
/// @param client OAuth2 client that asked
/// @param route method and path template
/// @param outcome how it was decided
/// @param input what policy saw; empty when its key was destroyed or it does not open
public record DecidedRequest(long position, Instant at, RequestId request, String tenant, SubjectReference subject,
        String client, String route, Outcome outcome, Optional<PolicyInput> input) {

    /// How a request was decided.
    public sealed interface Outcome {

        /// It was permitted, and these documents were disclosed.
        ///
        /// @param basis what the decision rests on; empty when nothing was found to disclose, so nothing was
        record Permitted(Optional<PolicyBasis> basis, List<DocumentReference> documents) implements Outcome {

            public Permitted {
                documents = List.copyOf(documents);
            }
        }

        /// It was refused.
        ///
        /// @param reason wire name of a [RefusalReason]
        /// @param rule `file#rule` that decided, if one did
        /// @param revision revision of the policy bundle, if it was told
        record Refused(String reason, Optional<String> rule, Optional<String> revision) implements Outcome {}
    }
}
