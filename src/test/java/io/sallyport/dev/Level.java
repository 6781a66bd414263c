package io.sallyport.dev;

import java.util.Locale;

/// The levels of the demo world, lowest first: of a document's classification and a person's clearance.
public enum Level {
    PUBLIC, INTERNAL, CONFIDENTIAL, SECRET;

    /// The level of that lower-case name, as front matter and claims write it.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Level of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /// Whether a clearance of this level covers a classification of the other.
    public boolean covers(Level classification) {
        return compareTo(classification) >= 0;
    }

    /// The lower-case name.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
