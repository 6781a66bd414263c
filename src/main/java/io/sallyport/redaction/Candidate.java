package io.sallyport.redaction;

/// What the pattern of a row matched in a folded text, for the row's check to look at more closely. The check may
/// settle on a shorter or longer span.
///
/// @param text the folded text
/// @param from no span may begin before this index
/// @param start first index of the match
/// @param end index after the match
record Candidate(String text, int from, int start, int end) {

    /// The character at `index`; a newline outside of the text.
    char at(int index) {
        return index < 0 || index >= text.length() ? '\n' : text.charAt(index);
    }

    char before() {
        return at(start - 1);
    }

    boolean startsInsideOfWord() {
        return Characters.isWord(before());
    }

    boolean isDigit(int index) {
        return Characters.isDigit(at(index));
    }

    boolean isWord(int index) {
        return Characters.isWord(at(index));
    }
}
