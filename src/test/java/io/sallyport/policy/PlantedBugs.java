package io.sallyport.policy;

import java.util.List;

import io.sallyport.document.AccessFilter;

/// Translations as a careless translator would make them, to see that the laws catch them.
final class PlantedBugs {

    private PlantedBugs() {}

    /// "Not this value" without "and there is a value": the classic over-grant, because an index finds no value in a
    /// document that has none. Required fields are asked for all the same, by every policy.
    static AccessFilter forgetfulOfMissingFields(AccessFilter filter) {
        return switch (filter) {
            case AccessFilter.And(var parts) -> AccessFilter.and(
                    parts.stream()
                            .filter(part -> !guardsANegation(part, parts))
                            .map(PlantedBugs::forgetfulOfMissingFields)
                            .toList());
            case AccessFilter.Or(var parts) ->
                AccessFilter.or(parts.stream().map(PlantedBugs::forgetfulOfMissingFields).toList());
            default -> filter;
        };
    }

    private static boolean guardsANegation(AccessFilter part, List<AccessFilter> parts) {
        return part instanceof AccessFilter.Exists(var field)
                && !field.required()
                && parts.stream().anyMatch(other -> other instanceof AccessFilter.Not(var negated)
                        && switch (negated) {
                            case AccessFilter.Terms(var tested, _) -> tested.equals(field);
                            case AccessFilter.Prefix(var tested, _) -> tested.equals(field);
                            case AccessFilter.Subset(var tested, _) -> tested.equals(field);
                            default -> false;
                        });
    }
}
