package io.sallyport.policy;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;

import io.sallyport.redaction.RedactionPlan;

/// The merged conditions of a permit. Of two minimums the larger holds, of two limits the smaller, of two treatments
/// of one entity type the stricter.
///
/// @param redaction         what to do with findings
/// @param minimumCitations  how many passages an answer cites at least; 0 when nothing is asked
/// @param requestsPerMinute of one subject; absent is unlimited
/// @param maxDocuments      disclosed by one request; absent is unlimited
/// @param applied           the obligations as the rules state them
/// @param rules             the rules they come from
public record Obligations(
        RedactionPlan redaction,
        int minimumCitations,
        OptionalInt requestsPerMinute,
        OptionalInt maxDocuments,
        List<Obligation> applied,
        List<RuleReference> rules) {

    static final Obligations NONE = new Obligations(
            RedactionPlan.none(),
            0,
            OptionalInt.empty(),
            OptionalInt.empty(),
            List.of(),
            List.of());

    public Obligations {
        applied = List.copyOf(applied);
        rules = List.copyOf(rules);
    }

    /// These and those together; never laxer than either.
    public Obligations merge(Obligations other) {
        return new Obligations(
                redaction.merge(other.redaction),
                Math.max(minimumCitations, other.minimumCitations),
                both(requestsPerMinute, other.requestsPerMinute, Math::min),
                both(maxDocuments, other.maxDocuments, Math::min),
                union(applied, other.applied),
                union(rules, other.rules));
    }

    /// Whether both oblige to the same; by which rules makes no difference.
    boolean holdsAs(Obligations other) {
        return redaction.equals(other.redaction)
                && minimumCitations == other.minimumCitations
                && requestsPerMinute.equals(other.requestsPerMinute)
                && maxDocuments.equals(other.maxDocuments);
    }

    static Obligations of(RuleReference rule, List<Obligation> obligations) {
        return obligations.stream().map(each -> of(rule, each)).reduce(NONE, Obligations::merge);
    }

    private static Obligations of(RuleReference rule, Obligation obligation) {
        var applied = List.of(obligation);
        var rules = List.of(rule);
        var none = OptionalInt.empty();
        return switch (obligation) {
            case Obligation.Redact(var entities, var treatment) ->
                new Obligations(RedactionPlan.of(entities, treatment), 0, none, none, applied, rules);
            case Obligation.Citations(var minimum) ->
                new Obligations(RedactionPlan.none(), minimum, none, none, applied, rules);
            case Obligation.Limits(var requests, var documents) ->
                new Obligations(RedactionPlan.none(), 0, requests, documents, applied, rules);
        };
    }

    private static OptionalInt both(OptionalInt one, OptionalInt other, IntBinaryOperator choice) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return OptionalInt.of(choice.applyAsInt(one.getAsInt(), other.getAsInt()));
    }

    private static <T> List<T> union(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }
}
