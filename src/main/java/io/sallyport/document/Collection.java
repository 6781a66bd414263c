package io.sallyport.document;

import java.util.regex.Pattern;

/// A named set of documents with its own readers and writers.
/// The name is `[a-z][a-z0-9-]{0,62}`, so that it is safe in a path and in an index name.
public record Collection(String name) implements Comparable<Collection> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public Collection {
        if (!isName(name)) {
            throw new IllegalArgumentException("a collection name matches " + NAME.pattern());
        }
    }

    /// Whether `name` could name a collection at all.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    @Override
    public int compareTo(Collection other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
