package io.sallyport.document;

import java.util.Comparator;

/// How sensitive a document is: a level of the policy vocabulary.
///
/// @param name the level's name
/// @param rank its position in the vocabulary, 0 the lowest
public record Classification(String name, int rank) implements Comparable<Classification> {

    private static final Comparator<Classification> BY_RANK = Comparator.comparingInt(Classification::rank);

    public Classification {
        if (name.isBlank() || rank < 0) {
            throw new IllegalArgumentException("a classification has a name and a rank of at least 0");
        }
    }

    /// By rank; the higher is the more sensitive.
    @Override
    public int compareTo(Classification other) {
        return BY_RANK.compare(this, other);
    }

    @Override
    public String toString() {
        return name;
    }
}
