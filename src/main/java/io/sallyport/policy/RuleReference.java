package io.sallyport.policy;

/// Names one rule: the base name of its file, which is unique in a bundle, and its id, which is unique in the file.
public record RuleReference(String file, String rule) implements Comparable<RuleReference> {

    @Override
    public int compareTo(RuleReference other) {
        return toString().compareTo(other.toString());
    }

    /// `file#rule`, as audit entries hold it.
    @Override
    public String toString() {
        return file + "#" + rule;
    }
}
