package io.sallyport.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.safere.Matcher;
import org.safere.Pattern;

/// Runs all rows of the entity table over a segment as one alternation on a linear-time engine.
///
/// A match is a candidate of its row. If the row's check refuses, the later rows are tried at the same place and then
/// the search goes on one character later: an alternation reports only its first branch. What is accepted is blanked
/// and the segment is searched again until nothing new turns up, so that a finding never hides its neighbour and
/// a redacted text holds no finding any more.
final class PatternDetector implements Detector {

    private static final String NAME = "pattern";

    private final List<EntityRow> rows;
    private final List<Pattern> patterns;
    private final Pattern alternation;

    PatternDetector(List<EntityRow> rows) {
        this.rows = List.copyOf(rows);
        this.patterns = rows.stream().map(row -> Pattern.compile(row.pattern())).toList();
        this.alternation = Pattern
                .compile(rows.stream().map(row -> "(" + row.pattern() + ")").collect(Collectors.joining("|")));
        if (alternation.matcher("").groupCount() != rows.size()) {
            throw new IllegalArgumentException("A pattern of the entity table must not hold a capturing group");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<EntityType> types() {
        return rows.stream().map(EntityRow::type).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int maxSpan() {
        return rows.stream().mapToInt(EntityRow::maxSpan).max().orElse(0);
    }

    /// Each row needs a digit, `@` or `:`, so a plain segment holds nothing.
    @Override
    public void detect(Segment segment, Consumer<Finding> found) {
        if (segment.plain()) {
            return;
        }
        var text = FoldedText.of(segment);
        Search search;
        do {
            search = new Search(text, segment.text(), found);
            search.run();
        } while (search.accepted);
        search.possible.forEach(found);
    }

    /// One pass over a text.
    private final class Search {

        private final FoldedText text;
        private final String raw;
        private final String snapshot;
        private final Consumer<Finding> found;
        private final List<Finding> possible = new ArrayList<>();
        private boolean accepted;

        Search(FoldedText text, String raw, Consumer<Finding> found) {
            this.text = text;
            this.raw = raw;
            this.snapshot = text.snapshot();
            this.found = found;
        }

        void run() {
            Matcher matcher = alternation.matcher(snapshot);
            int at = text.from();
            while (at < snapshot.length() && matcher.find(at)) {
                at = Math.max(tryRows(matcher), matcher.start() + 1);
            }
        }

        /// Index where to go on.
        private int tryRows(Matcher matcher) {
            int row = 0;
            while (matcher.start(row + 1) < 0) {
                row++;
            }
            int end = tryRow(row, matcher.start(), matcher.end());
            while (end < 0 && ++row < rows.size()) {
                Matcher here = patterns.get(row).matcher(snapshot).region(matcher.start(), snapshot.length());
                if (here.lookingAt()) {
                    end = tryRow(row, here.start(), here.end());
                }
            }
            return end;
        }

        /// Index after the accepted span, -1 if none is.
        private int tryRow(int index, int start, int end) {
            EntityRow row = rows.get(index);
            Optional<Check.Match> match = row.check().check(new Candidate(snapshot, text.from(), start, end));
            return match.isPresent() ? take(row, match.get()) : -1;
        }

        private int take(EntityRow row, Check.Match match) {
            Confidence confidence = match.confidence();
            if (!row.unless().isEmpty() || !confidence.isTreated()) {
                var words = new ContextWords(text, match.start());
                if (words.endWithAny(row.unless())) {
                    return -1;
                }
                confidence = !confidence.isTreated() && words.containAny(row.context())
                        ? Confidence.LIKELY
                        : confidence;
            }
            var finding = new Finding(row.type(), text.start(match.start()), text.end(match.end(), raw), confidence,
                    NAME);
            if (!confidence.isTreated()) {
                possible.add(finding);
                return -1;
            }
            accepted = true;
            found.accept(finding);
            text.blank(match.start(), match.end());
            return match.end();
        }
    }
}
