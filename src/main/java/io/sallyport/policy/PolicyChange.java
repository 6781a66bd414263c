package io.sallyport.policy;

import java.util.Optional;

/// A rule, a model or the vocabulary that differs between two bundles.
///
/// @param what    `file#rule`, `model <id>` or `vocabulary`
/// @param kind    how it differs
/// @param witness a situation that the bundles decide differently and in which this change takes part; absent when none
///                was found
public record PolicyChange(String what, Kind kind,
        Optional<PolicyWitness> witness) implements Comparable<PolicyChange> {

    /// How something differs.
    public enum Kind {
        /// Only the later bundle has it.
        ADDED,
        /// Only the earlier bundle has it.
        REMOVED,
        /// Both have it, with another effect, expression, obligation or value.
        CHANGED,
        /// Both have it, with another reason: the words a caller reads, not the decision.
        REWORDED
    }

    PolicyChange with(PolicyWitness found) {
        return new PolicyChange(what, kind, Optional.of(found));
    }

    @Override
    public int compareTo(PolicyChange other) {
        return what.compareTo(other.what);
    }
}
