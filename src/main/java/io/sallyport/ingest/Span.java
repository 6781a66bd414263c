package io.sallyport.ingest;

import java.util.List;

/// A stretch of a text: characters `start` to before `end`, which hold the tokens `first` to before `last`.
record Span(int start, int end, int first, int last) {

    int tokens() {
        return last - first;
    }

    /// From the beginning of this span to the end of a later one.
    Span to(Span later) {
        return new Span(start, later.end, first, later.last);
    }

    String of(String text) {
        return text.substring(start, end);
    }

    /// How many tokens neighbouring spans hold together.
    static int tokens(List<Span> spans) {
        return spans.isEmpty() ? 0 : spans.getLast().last() - spans.getFirst().first();
    }
}
