package io.sallyport.redaction;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Locale;

/// The words to the left of a span: runs of letters, in lower case. What is part of a finding, a placeholder or a
/// name with digits or underscores is no word, so treating a text does not change the words around what is left.
final class ContextWords {

    private static final int MOST = 5;
    private static final int FARTHEST = 128;

    private final Deque<String> words = new ArrayDeque<>(MOST);

    /// Reads at most five words that end before `index`, no farther than 128 characters.
    ContextWords(char[] text, int index) {
        int floor = Math.max(0, index - FARTHEST);
        int end = index;
        while (end > floor && words.size() < MOST) {
            int start = end;
            while (start > floor && Characters.isLetter(text[start - 1])) {
                start--;
            }
            boolean whole = start > floor || floor == 0;
            if (start < end && whole && isWord(text, start, end)) {
                words.addFirst(word(text, start, end));
            }
            end = start < end ? start : end - 1;
        }
    }

    /// Whether one of these words or phrases is among the words.
    boolean containAny(Collection<String> phrases) {
        if (words.isEmpty() || phrases.isEmpty()) {
            return false;
        }
        String all = " " + String.join(" ", words) + " ";
        return phrases.stream().anyMatch(phrase -> all.contains(" " + phrase + " "));
    }

    /// Whether the nearest word is one of these.
    boolean endWithAny(Collection<String> wanted) {
        return !words.isEmpty() && wanted.contains(words.getLast());
    }

    private static boolean isWord(char[] text, int start, int end) {
        char before = start > 0 ? text[start - 1] : ' ';
        char after = end < text.length ? text[end] : ' ';
        return !isAttaching(before) && !isAttaching(after);
    }

    private static boolean isAttaching(char c) {
        return c == '_' || c == '@' || c == Segment.BLANK || Characters.isDigit(c);
    }

    private static String word(char[] text, int start, int end) {
        return new String(text, start, end - start).toLowerCase(Locale.ROOT);
    }
}
