package io.sallyport.ingest;

import java.util.ArrayList;
import java.util.List;

/// Cuts texts into chunks at sentence borders. Neighbouring chunks share whole sentences, so that an answer on a border
/// is found. No character is lost or invented.
public final class Chunker {

    private final int limit;
    private final int overlap;

    /// @param limit   the most tokens of a chunk, at least 1
    /// @param overlap the most tokens a chunk repeats of the one before, less than `limit`
    public Chunker(int limit, int overlap) {
        if (limit < 1 || overlap < 0 || overlap >= limit) {
            throw new IllegalArgumentException("a chunk has at least 1 token and overlaps by less than its limit");
        }
        this.limit = limit;
        this.overlap = overlap;
    }

    /// The chunks of a text in order; none when it is blank.
    public List<String> cut(String text) {
        return spans(text).stream().map(span -> span.of(text)).toList();
    }

    List<Span> spans(String text) {
        List<Span> sentences = Sentences.of(text, limit);
        var chunks = new ArrayList<Span>();
        int from = 0;
        while (from < sentences.size()) {
            int to = fill(sentences, from);
            chunks.add(sentences.get(from).to(sentences.get(to - 1)));
            from = to == sentences.size() ? to : rewind(sentences, from, to);
        }
        return chunks;
    }

    /// The first sentence that does not fit behind `from` any more.
    private int fill(List<Span> sentences, int from) {
        int to = from + 1;
        while (to < sentences.size() && Span.tokens(sentences.subList(from, to + 1)) <= limit) {
            to++;
        }
        return to;
    }

    /// Where the next chunk begins so that it repeats what it may and still takes the sentence at `to`.
    private int rewind(List<Span> sentences, int from, int to) {
        int start = to;
        while (start - 1 > from
                && Span.tokens(sentences.subList(start - 1, to)) <= overlap
                && Span.tokens(sentences.subList(start - 1, to + 1)) <= limit) {
            start--;
        }
        return start;
    }
}
