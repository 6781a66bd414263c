package io.sallyport.audit;

/// How often one entity type got one treatment.
///
/// @param type entity type
/// @param treatment treatment
/// @param count how often, not negative
public record RedactionCount(String type, String treatment, long count) {

    public RedactionCount {
        Require.name(type, "type");
        Require.name(treatment, "treatment");
        Require.notNegative(count, "count");
    }
}
