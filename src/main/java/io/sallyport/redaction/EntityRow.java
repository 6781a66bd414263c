package io.sallyport.redaction;

import java.util.Set;
import java.util.function.UnaryOperator;

/// All that there is to know about one entity type.
///
/// @param type the type
/// @param begins the ASCII characters that the pattern can begin with, as ranges: `0-9A-Z`
/// @param pattern where a candidate begins, on folded text, for the linear-time engine: no look-around, no
///        back-references
/// @param check decides on a candidate
/// @param maxSpan longest entity in characters
/// @param context lower-case words or phrases that lift a possible finding to likely if they are among the five
///        words to its left
/// @param unless lower-case words that refuse a finding if they are directly to its left
/// @param normal makes two spellings of one value equal
/// @param documentation for people
record EntityRow(EntityType type, String begins, String pattern, Check check, int maxSpan, Set<String> context,
        Set<String> unless,
        UnaryOperator<String> normal, Documentation documentation) {

    EntityRow {
        context = Set.copyOf(context);
        unless = Set.copyOf(unless);
    }

    /// Whether a match of the pattern can begin with `c`.
    boolean mayBegin(char c) {
        for (int i = 0; i < begins.length(); i += 3) {
            if (c >= begins.charAt(i) && c <= begins.charAt(i + 2)) {
                return true;
            }
        }
        return false;
    }

    /// @param form what is looked for
    /// @param proof what is checked
    /// @param levels which confidence it has when
    record Documentation(String form, String proof, String levels) {}
}
