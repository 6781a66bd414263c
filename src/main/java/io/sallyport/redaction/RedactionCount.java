package io.sallyport.redaction;

/// How often a type was treated in one way, for the audit entry.
///
/// @param type what was found
/// @param treatment what was done
/// @param count at least 1
public record RedactionCount(EntityType type, Treatment treatment, int count) {

    public RedactionCount {
        if (count < 1) {
            throw new IllegalArgumentException("A redaction count is at least 1, got " + count);
        }
    }
}
