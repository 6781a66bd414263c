package io.sallyport.ingest;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Cuts a text into the pieces a chunk is made of, which together are the whole text: sentences, list items, and Markdown
/// headings with the sentence below them. A piece longer than the limit is cut at words.
final class Sentences {

    /// A line that begins a block of its own: heading, list item, quotation, table row or fence.
    private static final Pattern BLOCK = Pattern
            .compile("^[ \\t]*(#{1,6}[ \\t]|[-*+][ \\t]|\\d{1,9}[.)][ \\t]|>|\\||```|~~~)");
    private static final Pattern HEADING = Pattern.compile("^ {0,3}#{1,6}[ \\t]");

    private final String text;
    private final Tokens tokens;
    private final int limit;
    private final List<Span> pieces = new ArrayList<>();
    private int pending;

    private Sentences(String text, int limit) {
        this.text = text;
        this.tokens = Tokens.of(text);
        this.limit = limit;
    }

    /// The pieces of a text in order, each with 1 to `limit` tokens; none when it has no token.
    static List<Span> of(String text, int limit) {
        var sentences = new Sentences(text, limit);
        sentences.blocks();
        return sentences.pieces;
    }

    private void blocks() {
        int block = 0;
        boolean blankBefore = false;
        for (int line = 0; line < text.length();) {
            int next = text.indexOf('\n', line) + 1;
            int end = next == 0 ? text.length() : next;
            boolean blank = text.substring(line, end).isBlank();
            boolean begins = !blank && (blankBefore || isHeading(block, line) || startsBlock(line, end));
            if (begins && line > block) {
                block(block, line);
                block = line;
            }
            blankBefore = blank;
            line = end;
        }
        block(block, text.length());
        finish();
    }

    private boolean startsBlock(int line, int end) {
        return BLOCK.matcher(text).region(line, end).lookingAt();
    }

    private boolean isHeading(int block, int end) {
        return HEADING.matcher(text).region(block, end).lookingAt();
    }

    private void block(int start, int end) {
        if (isHeading(start, end)) {
            return;
        }
        var iterator = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        iterator.setText(text.substring(start, end));
        for (int border = iterator.next(); border != BreakIterator.DONE; border = iterator.next()) {
            close(start + border);
        }
    }

    /// Ends a piece that began where the last one ended; text without a token waits for company.
    private void close(int end) {
        if (tokens.at(end) > tokens.at(pending)) {
            add(span(pending, end));
            pending = end;
        }
    }

    private void finish() {
        if (pending < text.length() && tokens.at(pending) < tokens.count()) {
            add(span(pending, text.length()));
        } else if (pending < text.length() && !pieces.isEmpty()) {
            Span last = pieces.removeLast();
            pieces.add(span(last.start(), text.length()));
        }
    }

    private Span span(int start, int end) {
        return new Span(start, end, tokens.at(start), tokens.at(end));
    }

    private void add(Span piece) {
        Span rest = piece;
        while (rest.tokens() > limit) {
            int cut = tokens.start(cut(rest));
            pieces.add(span(rest.start(), cut));
            rest = span(cut, piece.end());
        }
        pieces.add(rest);
    }

    /// The last token within the limit that begins a word, else the limit itself.
    private int cut(Span rest) {
        int hard = rest.first() + limit;
        for (int token = hard; token > rest.first(); token--) {
            if (tokens.beginsWord(token)) {
                return token;
            }
        }
        return hard;
    }
}
