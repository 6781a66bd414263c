package io.sallyport.policy;

import java.util.Collection;
import java.util.Comparator;

/// "Did you mean": the nearest known name at an edit distance of at most two, of at most one for short names.
final class Suggestion {

    private static final int FARTHEST = 2;

    private Suggestion() {}

    /// `, did you mean 'x'?`, or nothing.
    static String of(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= Math.min(FARTHEST, (name.length() + 1) / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate)).thenComparing(c -> c))
                .map(", did you mean '%s'?"::formatted)
                .orElse("");
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
