package io.sallyport.redaction;

import java.util.Optional;
import java.util.function.BiConsumer;

/// How treated findings are written, and how such writing is recognised again.
///
/// Markers `[EMAIL_ADDRESS]` and pseudonyms `[EMAIL_ADDRESS_1]` hold at most six digits and no `@` or `:`, masks
/// `****1234` at most four letters and digits: no detector matches them. Detection skips them and so finds in a
/// redacted text what it found around the originals: nothing more.
final class Placeholders {

    private static final String HIDDEN = "****";
    private static final int LONGEST_NAME = 64;
    private static final int MOST_DIGITS = 6;

    private Placeholders() {}

    static String marker(EntityType type) {
        return "[" + type.name() + "]";
    }

    static String mask(String value, int keepLast) {
        int[] kept = value.codePoints().filter(Character::isLetterOrDigit).toArray();
        int tail = Math.min(keepLast, kept.length / 2);
        return HIDDEN + new String(kept, kept.length - tail, tail);
    }

    /// Reports the spans of markers, pseudonyms and masks in a folded text.
    static void find(String text, Spans found) {
        for (int i = 0; i < text.length(); i++) {
            int end = switch (text.charAt(i)) {
                case '[' -> bracketed(text, i);
                case '*' -> masked(text, i);
                default -> i;
            };
            if (end > i) {
                found.span(i, end);
                i = end - 1;
            }
        }
    }

    /// Reports each (type, number) that is written like a pseudonym in `text`, in either case.
    static void lookAlikes(String text, BiConsumer<EntityType, Integer> seen) {
        for (int open = text.indexOf('['); open >= 0; open = text.indexOf('[', open + 1)) {
            int name = afterName(text, open + 1);
            int close = afterDigits(text, name);
            if (close > name && isAt(text, close, ']')) {
                int number = Integer.parseInt(text, name, close, 10);
                type(text, open + 1, name).filter(_ -> number > 0).ifPresent(type -> seen.accept(type, number));
            }
        }
    }

    private static Optional<EntityType> type(String text, int start, int end) {
        String name = text.substring(start, end > start && text.charAt(end - 1) == '_' ? end - 1 : end);
        return EntityType.all().stream().filter(type -> type.name().equalsIgnoreCase(name)).findAny();
    }

    private static boolean isAt(String text, int at, char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private static int afterName(String text, int from) {
        int i = from;
        while (i < text.length() && i - from < LONGEST_NAME && isNameCharacter(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static int afterDigits(String text, int from) {
        int i = from;
        while (i < text.length() && i - from < MOST_DIGITS && Characters.isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int bracketed(String text, int open) {
        int name = afterName(text, open + 1);
        int close = afterDigits(text, name);
        boolean known = isAt(text, close, ']') && type(text, open + 1, name).isPresent();
        return known ? close + 1 : open;
    }

    /// A mask ends where its kept tail ends. If more of a number is attached it is no mask but, say, the end of a
    /// line of asterisks, and all of it is looked at.
    private static int masked(String text, int start) {
        if (start > 0 && text.charAt(start - 1) == '*') {
            return start;
        }
        int tail = start;
        while (isAt(text, tail, '*')) {
            tail++;
        }
        if (tail - start < HIDDEN.length()) {
            return start;
        }
        int end = tail;
        while (end < text.length() && end - tail < Treatment.Mask.MOST && Characters.isWord(text.charAt(end))) {
            end++;
        }
        return goesOn(text, end) ? start : end;
    }

    private static boolean goesOn(String text, int at) {
        return at < text.length() && (Characters.isWord(text.charAt(at))
                || "-./@:".indexOf(text.charAt(at)) >= 0 && at + 1 < text.length()
                        && Characters.isWord(text.charAt(at + 1)));
    }

    /// Takes spans by first index and index after the last.
    interface Spans {
        void span(int start, int end);
    }
}
