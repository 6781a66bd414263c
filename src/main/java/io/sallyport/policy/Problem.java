package io.sallyport.policy;

import java.util.Comparator;

/// Something wrong in a policy folder, with its place.
///
/// @param file    the file, relative to the folder; the folder itself when no file is to blame
/// @param line    from 1; 0 when the whole file is meant
/// @param column  from 1; 0 when the whole file is meant
/// @param path    the place in the document, for example `spec.rules[0].when`; may be empty
/// @param message what is wrong and what was expected
public record Problem(String file, int line, int column, String path, String message) implements Comparable<Problem> {

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::path)
            .thenComparing(Problem::message);

    @Override
    public int compareTo(Problem other) {
        return BY_PLACE.compare(this, other);
    }

    /// `file:line:column: path: message`, without the parts that are missing.
    @Override
    public String toString() {
        String place = line == 0 ? file : "%s:%d:%d".formatted(file, line, column);
        return path.isEmpty() ? place + ": " + message : place + ": " + path + ": " + message;
    }
}
