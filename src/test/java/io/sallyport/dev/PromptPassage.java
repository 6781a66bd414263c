package io.sallyport.dev;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A numbered passage as the gateway grounds it in a prompt: `<passage n="1" title="…">`, its text, `</passage>`.
record PromptPassage(int number, String title, String text) {
    private static final Pattern ELEMENT = Pattern
            .compile("<passage n=\"(\\d+)\"(?: title=\"([^\"]*)\")?[^>]*>\\R(.*?)\\R?</passage>", Pattern.DOTALL);
    private static final Pattern QUESTION = Pattern.compile("^Question:(.*)", Pattern.DOTALL | Pattern.MULTILINE);

    /// The passages in the message, in its order.
    static List<PromptPassage> in(String message) {
        return ELEMENT.matcher(message).results().map(PromptPassage::of).toList();
    }

    private static PromptPassage of(MatchResult element) {
        var title = element.group(2) == null ? "" : element.group(2);
        return new PromptPassage(Integer.parseInt(element.group(1)), title, element.group(3));
    }

    /// What follows `Question:` at the start of a line after the last passage; without one, all that follows it.
    static String question(String message) {
        var end = message.lastIndexOf("</passage>");
        var rest = end < 0 ? message : message.substring(end + "</passage>".length());
        var asked = QUESTION.matcher(rest);
        return (asked.find() ? asked.group(1) : rest).strip();
    }
}
