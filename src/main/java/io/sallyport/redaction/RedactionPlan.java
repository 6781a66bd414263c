package io.sallyport.redaction;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What to do with each entity type in one request. Immutable. A type that is not in the plan is left.
///
/// @param treatments treatment by type
public record RedactionPlan(Map<EntityType, Treatment> treatments) {

    public RedactionPlan {
        treatments = Map.copyOf(treatments);
    }

    /// Leaves every text as it is.
    public static RedactionPlan none() {
        return new RedactionPlan(Map.of());
    }

    /// Treats all given types alike.
    public static RedactionPlan of(Iterable<EntityType> types, Treatment treatment) {
        var treatments = new TreeMap<EntityType, Treatment>();
        types.forEach(type -> treatments.put(type, treatment));
        return new RedactionPlan(treatments);
    }

    /// Both plans together: for a type in both the stricter treatment.
    public RedactionPlan merge(RedactionPlan other) {
        var merged = new TreeMap<>(treatments);
        other.treatments.forEach((type, treatment) -> merged.merge(type, treatment, Treatment::stricter));
        return new RedactionPlan(merged);
    }

    /// Whether no text can change under this plan.
    public boolean isEmpty() {
        return treatments.values().stream().allMatch(Treatment.Keep.class::isInstance);
    }

    /// Whether the subject who asked may see the values of this type restored in the answer: its pseudonyms only,
    /// and only if the plan says so.
    public boolean restores(EntityType type) {
        return new Treatment.Pseudonym(Treatment.Restore.SUBJECT).equals(treatments.get(type));
    }

    /// The treatment that changes text of this type; none if the type is kept or not in the plan.
    Optional<Treatment> changing(EntityType type) {
        return Optional.ofNullable(treatments.get(type)).filter(treatment -> !(treatment instanceof Treatment.Keep));
    }

    @Override
    public String toString() {
        return new TreeMap<>(treatments).entrySet().stream().map(Object::toString)
                .collect(Collectors.joining(", ", "RedactionPlan[", "]"));
    }
}
