package io.sallyport.redaction;

/// Finds the places of one channel's text where no entity can straddle. A place is decided by the text before it
/// and the one character after it, so it does not depend on how the text arrives.
///
/// Cut after a blank line and after a character of a script without spaces. Cut after a space, tab or single newline
/// (extracted text wraps account and telephone numbers over lines) unless the span may go on: if the next character
/// is a letter, a digit, white space or one of `()-./+`, and the word before
/// - holds a digit, or is only such punctuation after a word that does ("030 - 1234"), or
/// - has one to five letters, with hyphens or a full stop at its end, and a digit or white space follows ("AB 12"), or
///   the word before it holds a digit ("AZ21 NABZ 0000"), or it and the next are capital letters ("B AB 12"), or
/// - has up to nine letters after a word with a digit, and a digit or white space follows ("555-0123 extension 12"), or
/// - is only such punctuation and a digit or white space follows ("+ 49").
///
/// While the next character is unknown a digit is assumed, which holds on wherever any other character would.
final class Segmenter {

    /// Longest segment without a cut, in UTF-16 units: the most that is ever held back.
    static final int LONGEST = 512;

    private static final int SHORT_WORD = 5;
    private static final int EXTENSION = "extension".length();

    private boolean inWord;
    private int letters;
    private boolean onlyLetters;
    private boolean capitals;
    private boolean onlyJoiners;
    private boolean digit;
    private boolean digitBefore;
    private boolean stopped;
    private boolean blankLine;
    private boolean undecided;
    private char previous;
    private long taken;
    private long lastMark = -1;

    /// Takes the next character in. Returns where to cut.
    Cut next(char c) {
        byte kind = Characters.kind(c);
        taken++;
        if (kind == Characters.SKIPPED) {
            return Cut.NONE;
        }
        boolean cutBefore = undecided && !mayGoOn(kind);
        undecided = false;
        boolean cutAfter = take(c, kind);
        previous = c;
        return cutBefore ? cutAfter ? Cut.BOTH : Cut.BEFORE : cutAfter ? Cut.AFTER : Cut.NONE;
    }

    /// Which character, counted from 0, was the last digit, `@` or `:`; -1 if none was.
    long lastMark() {
        return lastMark;
    }

    private boolean take(char c, byte kind) {
        return switch (kind) {
            case Characters.NEWLINE -> afterNewline();
            case Characters.SPACE -> afterSpace();
            case Characters.UNSPACED -> afterUnspaced();
            default -> inWord(c, kind);
        };
    }

    private boolean afterNewline() {
        boolean second = blankLine;
        blankLine = true;
        return afterSpace() || second && decided();
    }

    private boolean afterSpace() {
        inWord = false;
        undecided = mayGoOn(Characters.DIGIT);
        return !undecided;
    }

    private boolean decided() {
        undecided = false;
        return true;
    }

    private boolean afterUnspaced() {
        startWord();
        inWord = false;
        blankLine = false;
        onlyLetters = false;
        onlyJoiners = false;
        digitBefore = false;
        return true;
    }

    private boolean inWord(char c, byte kind) {
        blankLine = false;
        if (!inWord) {
            startWord();
        }
        switch (kind) {
            case Characters.LOWER, Characters.UPPER -> letter(kind == Characters.UPPER);
            case Characters.DIGIT -> digit();
            case Characters.SURROGATE -> surrogate(c);
            default -> punctuation(c, kind);
        }
        return false;
    }

    private void startWord() {
        digitBefore = digit || onlyJoiners && digitBefore;
        inWord = true;
        letters = 0;
        onlyLetters = true;
        capitals = true;
        onlyJoiners = true;
        digit = false;
        stopped = false;
    }

    private void letter(boolean capital) {
        letters++;
        capitals &= capital;
        onlyLetters &= !stopped;
        onlyJoiners = false;
    }

    private void digit() {
        lastMark = taken - 1;
        digit = true;
        onlyLetters = false;
        onlyJoiners = false;
    }

    private void surrogate(char c) {
        onlyLetters = false;
        onlyJoiners = false;
        if (isDigitPair(c)) {
            digit();
        }
    }

    private void punctuation(char c, byte kind) {
        char folded = Characters.fold(c);
        onlyLetters &= !stopped && (folded == '-' || folded == '.');
        stopped |= folded == '.';
        onlyJoiners &= kind == Characters.JOINER;
        if (kind == Characters.MARK) {
            lastMark = taken - 1;
        }
    }

    private boolean isDigitPair(char c) {
        return Character.isSurrogatePair(previous, c) && Character.isDigit(Character.toCodePoint(previous, c));
    }

    private boolean mayGoOn(byte next) {
        boolean digitOrSpace = next == Characters.DIGIT || next == Characters.SPACE || next == Characters.NEWLINE
                || next == Characters.SURROGATE;
        if (!digitOrSpace && next != Characters.LOWER && next != Characters.UPPER && next != Characters.JOINER) {
            return false;
        }
        if (digit || onlyJoiners && letters == 0 && digitBefore) {
            return true;
        }
        if (onlyLetters && letters > 0 && letters <= SHORT_WORD) {
            return digitOrSpace || digitBefore || capitals && next == Characters.UPPER;
        }
        return digitOrSpace && (onlyJoiners || onlyLetters && digitBefore && letters > 0 && letters <= EXTENSION);
    }

    /// Where a character allows to cut.
    enum Cut {
        NONE, BEFORE, AFTER, BOTH
    }
}
