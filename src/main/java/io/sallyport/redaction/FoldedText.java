package io.sallyport.redaction;

import java.util.Arrays;

/// A copy of a segment in which what looks alike is alike: each character folded by [Characters#fold], digits outside
/// of the basic plane as one ASCII digit, zero-width characters left out, and placeholders of earlier redactions
/// blanked. Knows for each of its characters where it stands in the segment, so spans are exact.
final class FoldedText {

    private final char[] characters;
    private final int[] origins;
    private final int length;
    private final int from;

    private FoldedText(char[] characters, int[] origins, int length, int from) {
        this.characters = characters;
        this.origins = origins;
        this.length = length;
        this.from = from;
    }

    static FoldedText of(Segment segment) {
        String raw = segment.left() + segment.text();
        int size = raw.length();
        var characters = new char[size];
        var origins = new int[size + 1];
        int length = 0;
        int from = 0;
        for (int i = 0; i < size; i++) {
            if (i <= segment.left().length()) {
                from = length;
            }
            char c = raw.charAt(i);
            origins[length] = i - segment.left().length();
            if (isDigitPair(raw, i)) {
                characters[length++] = Character.forDigit(Character.digit(raw.codePointAt(i), 10), 10);
                i++;
            } else if (Characters.kind(c) != Characters.SKIPPED) {
                characters[length++] = Characters.fold(c);
            }
        }
        origins[length] = segment.text().length();
        var folded = new FoldedText(characters, origins, length, from);
        Placeholders.find(folded.snapshot(), folded::blank);
        return folded;
    }

    private static boolean isDigitPair(String raw, int i) {
        return i + 1 < raw.length() && Character.isSurrogatePair(raw.charAt(i), raw.charAt(i + 1))
                && Character.isDigit(raw.codePointAt(i));
    }

    /// Index of the first character that belongs to the segment; before it stands the context.
    int from() {
        return from;
    }

    int length() {
        return length;
    }

    char charAt(int index) {
        return characters[index];
    }

    void blank(int start, int end) {
        Arrays.fill(characters, start, end, Segment.BLANK);
    }

    /// Where the character at `index` begins in the segment's text.
    int start(int index) {
        return origins[index];
    }

    /// Where the span that ends before `index` ends in the segment's text: zero-width characters that follow its
    /// last character stay outside.
    int end(int index, String text) {
        int last = origins[index - 1];
        return last + Character.charCount(text.codePointAt(last));
    }

    /// As it is now, for matching.
    String snapshot() {
        return new String(characters, 0, length);
    }
}
