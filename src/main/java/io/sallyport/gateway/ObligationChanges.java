package io.sallyport.gateway;

import java.util.List;
import java.util.Optional;

import io.sallyport.document.Classification;
import io.sallyport.policy.Decision;
import io.sallyport.policy.Deny;
import io.sallyport.policy.Obligations;
import io.sallyport.policy.Permit;

/// Compares what two permits of one request oblige to, level by level.
final class ObligationChanges {

    private ObligationChanges() {}

    /// The levels at which they differ in what holds; by which rules makes no difference.
    static List<RequestImpact.Change> between(Decision before, Decision after, List<Classification> levels) {
        return before instanceof Permit now && after instanceof Permit then
                ? levels.stream()
                        .map(level -> new RequestImpact.Change(level, at(level, now), at(level, then)))
                        .filter(change -> !same(change.before(), change.after()))
                        .toList()
                : List.of();
    }

    private static Optional<Obligations> at(Classification level, Permit permit) {
        return switch (permit.obligationsAt(level)) {
            case Permit merged -> Optional.of(merged.obligations());
            case Deny _ -> Optional.empty();
        };
    }

    private static boolean same(Optional<Obligations> one, Optional<Obligations> other) {
        return one.map(ObligationChanges::holding).equals(other.map(ObligationChanges::holding));
    }

    private static List<Object> holding(Obligations obligations) {
        return List.of(
                obligations.redaction(),
                obligations.minimumCitations(),
                obligations.requestsPerMinute(),
                obligations.maxDocuments());
    }
}
