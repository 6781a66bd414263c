package io.sallyport.redaction;

/// The kinds of characters that cutting and detecting know, and the 1:1 fold to ASCII that both work on.
final class Characters {

    static final byte OTHER = 0;
    static final byte LOWER = 1;
    static final byte UPPER = 2;
    static final byte DIGIT = 3;
    static final byte SPACE = 4;
    static final byte NEWLINE = 5;
    /// Punctuation inside of telephone and other numbers.
    static final byte JOINER = 6;
    /// Written without spaces between words: Han, Kana, Hangul, Thai and their neighbours.
    static final byte UNSPACED = 7;
    /// Zero-width: skipped wherever it stands.
    static final byte SKIPPED = 8;
    static final byte SURROGATE = 9;
    /// Without one of these, or a digit, no entity is possible.
    static final byte MARK = 10;

    private static final byte[] ASCII = new byte[128];

    static {
        for (char c = 0; c < ASCII.length; c++) {
            ASCII[c] = ascii(c);
        }
    }

    private Characters() {}

    static byte kind(char c) {
        return c < 128 ? ASCII[c] : beyondAscii(c);
    }

    /// A letter or digit of a script that puts spaces between words.
    static boolean isWord(char c) {
        return switch (kind(c)) {
            case LOWER, UPPER, DIGIT -> true;
            default -> false;
        };
    }

    static boolean isLetter(char c) {
        byte kind = kind(c);
        return kind == LOWER || kind == UPPER;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Full-width forms, decimal digits, dashes and spaces of any script become ASCII, a carriage return becomes a
    /// space; anything else stays.
    static char fold(char c) {
        if (c < 128) {
            return c == '\t' || c == '\r' ? ' ' : c == '\f' || c == 0x0B ? '\n' : c;
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return (char) (c - 0xFEE0);
        }
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER -> Character.forDigit(Character.digit(c, 10), 10);
            case Character.DASH_PUNCTUATION -> '-';
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
            default -> foldSingle(c);
        };
    }

    private static char foldSingle(char c) {
        return switch (c) {
            case '\u2212' -> '-';
            case '\u0085' -> '\n';
            case '\uFE52', '\u2024' -> '.';
            case '\uFE6B' -> '@';
            case '\uFE55' -> ':';
            default -> c;
        };
    }

    private static byte ascii(char c) {
        if (c >= 'a' && c <= 'z') {
            return LOWER;
        }
        if (c >= 'A' && c <= 'Z') {
            return UPPER;
        }
        return switch (c) {
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> DIGIT;
            case ' ', '\t', '\r' -> SPACE;
            case '\n', '\f', 0x0B -> NEWLINE;
            case '(', ')', '-', '.', '/', '+' -> JOINER;
            case '@', ':' -> MARK;
            default -> OTHER;
        };
    }

    private static byte beyondAscii(char c) {
        char folded = fold(c);
        if (folded < 128) {
            return ASCII[folded];
        }
        if (isSkipped(c)) {
            return SKIPPED;
        }
        if (Character.isSurrogate(c)) {
            return SURROGATE;
        }
        if (isUnspaced(c)) {
            return UNSPACED;
        }
        return !Character.isLetterOrDigit(c) ? OTHER : Character.isUpperCase(c) ? UPPER : LOWER;
    }

    private static boolean isSkipped(char c) {
        return Character.getType(c) == Character.FORMAT || c == '\u180E';
    }

    /// By code chart: Thai to Tibetan, Myanmar, Khmer, Hangul and the blocks of Chinese and Japanese.
    private static boolean isUnspaced(char c) {
        return c >= 0x0E00 && c <= 0x0FFF || c >= 0x1000 && c <= 0x109F || c >= 0x1100 && c <= 0x11FF
                || c >= 0x1780 && c <= 0x17FF || c >= 0x2E80 && c <= 0x9FFF || c >= 0xA000 && c <= 0xA4CF
                || c >= 0xA960 && c <= 0xA97F || c >= 0xAC00 && c <= 0xD7FF || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFF65 && c <= 0xFFDC;
    }
}
