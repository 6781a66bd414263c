package io.sallyport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What counts as sound text.
final class Text {

    private Text() {}

    /// Whether the text has a UTF-8 form: no half of a surrogate pair stands alone.
    static boolean isWellFormed(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    /// Whether the text has no line break or other control character.
    static boolean isOneLine(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
