package io.sallyport.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Splits Markdown into sentences: headings are left out, a list item ends a sentence, a table row is one.
final class MarkdownSentences {
    private static final Pattern BETWEEN = Pattern.compile("(?<=[.!?][\"')\\]]?)\\s+(?=[\\p{Lu}\\p{N}\"'(\\[])");
    private static final Pattern ITEM = Pattern.compile("(?:[-*+>]|\\d+[.)])\\s+");
    private static final Pattern RULE = Pattern.compile("[|:\\s-]+");

    private final List<String> sentences = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();

    private MarkdownSentences() {}

    static List<String> of(String text) {
        var splitter = new MarkdownSentences();
        var lines = text.lines().map(String::strip).toList();
        for (var i = 0; i < lines.size(); i++) {
            splitter.add(lines.get(i), i + 1 < lines.size() ? lines.get(i + 1) : "");
        }
        splitter.endParagraph();
        return List.copyOf(splitter.sentences);
    }

    private void add(String line, String next) {
        var item = ITEM.matcher(line);
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("|")) {
            endParagraph();
            row(line, next);
        } else if (item.lookingAt()) {
            endParagraph();
            paragraph.append(line.substring(item.end())).append(' ');
        } else {
            paragraph.append(line).append(' ');
        }
    }

    private void row(String line, String next) {
        var heading = next.startsWith("|") && RULE.matcher(next).matches();
        if (line.startsWith("|") && !heading && !RULE.matcher(line).matches()) {
            sentences.add(Stream.of(line.split("\\|")).map(String::strip).filter(cell -> !cell.isEmpty())
                    .collect(Collectors.joining(" – ")));
        }
    }

    private void endParagraph() {
        BETWEEN.splitAsStream(paragraph.toString().strip()).filter(sentence -> !sentence.isBlank())
                .forEach(sentences::add);
        paragraph.setLength(0);
    }
}
