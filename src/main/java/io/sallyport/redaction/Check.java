package io.sallyport.redaction;

import java.util.Optional;

/// Decides whether a candidate is an entity and where it begins and ends, in time bounded by the longest span of its
/// row.
interface Check {

    Optional<Match> check(Candidate candidate);

    /// An accepted span of a folded text.
    record Match(int start, int end, Confidence confidence) {}

    static Optional<Match> accept(int start, int end, Confidence confidence) {
        return Optional.of(new Match(start, end, confidence));
    }

    static Optional<Match> refuse() {
        return Optional.empty();
    }
}
