package io.sallyport.index;

/// A question as it is searched for. Elasticsearch makes a clause of each word in each field and refuses too many, so a
/// long question counts with its first words only.
final class QuestionText {

    private static final int MOST_WORDS = 256;

    private QuestionText() {}

    /// The question up to its 256th word, with lone surrogates blanked out.
    static String of(String question) {
        var text = new StringBuilder(question.length());
        int words = 0;
        boolean inside = false;
        for (int at = 0; at < question.length(); at += Character.charCount(question.codePointAt(at))) {
            int point = question.codePointAt(at);
            boolean starts = startsWord(point, inside);
            words += starts ? 1 : 0;
            if (words > MOST_WORDS) {
                break;
            }
            inside = Character.isLetterOrDigit(point);
            text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? ' ' : point);
        }
        return text.toString();
    }

    /// The analyzer makes a word of every ideograph and kana, and of every run of other letters and digits.
    private static boolean startsWord(int point, boolean inside) {
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA -> true;
            default -> Character.isLetterOrDigit(point) ? !inside : Character.isEmoji(point);
        };
    }
}
