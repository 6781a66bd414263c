package io.sallyport.ingest;

import java.util.Arrays;

/// Where the tokens of a text begin: an approximation of what models count, good enough to bound a chunk. A token is up
/// to 12 letters and digits of a word, one ideograph or kana, or one other sign; white space belongs to none.
final class Tokens {

    private static final int LONGEST = 12;

    private final String text;
    private int[] starts = new int[64];
    private int count;

    private Tokens(String text) {
        this.text = text;
    }

    static Tokens of(String text) {
        var tokens = new Tokens(text);
        int inWord = 0;
        for (int at = 0; at < text.length();) {
            int point = text.codePointAt(at);
            boolean word = isWord(point);
            if (word ? inWord % LONGEST == 0 : !Character.isWhitespace(point)) {
                tokens.add(at);
            }
            inWord = word ? inWord + 1 : 0;
            at += Character.charCount(point);
        }
        return tokens;
    }

    int count() {
        return count;
    }

    /// The offset of a token; the length of the text for the one after the last.
    int start(int token) {
        return token < count ? starts[token] : text.length();
    }

    /// The first token at or behind an offset.
    int at(int offset) {
        int found = Arrays.binarySearch(starts, 0, count, offset);
        return found < 0 ? -found - 1 : found;
    }

    /// Whether a token begins a word rather than continuing one.
    boolean beginsWord(int token) {
        int start = start(token);
        return start == 0
                || start == text.length()
                || !isWord(text.codePointBefore(start))
                || !isWord(text.codePointAt(start));
    }

    private void add(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = start;
    }

    private static boolean isWord(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA -> false;
            default -> Character.isLetterOrDigit(point) || isMark(point);
        };
    }

    private static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
