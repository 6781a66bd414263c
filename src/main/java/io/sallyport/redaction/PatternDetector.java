package io.sallyport.redaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.safere.Matcher;
import org.safere.Pattern;

/// Runs all rows of the entity table over a segment as one alternation on a linear-time engine.
///
/// Where the alternation matches, each row's own pattern may have a candidate, in order of precedence: an alternation
/// reports only its first branch. If all checks refuse, the search goes on one character later. Of what a pass accepts
/// only the strongest counts (certain, then likely, then lifted by context); it is blanked and the segment is searched again
/// until nothing new turns up. So a weak finding never breaks a strong one, no finding hides its neighbour, and
/// a redacted text holds no finding any more.
final class PatternDetector implements Detector {

    private static final String NAME = "pattern";

    private final List<EntityRow> rows;
    private final List<Pattern> patterns;
    private final Pattern alternation;

    PatternDetector(List<EntityRow> rows) {
        this.rows = List.copyOf(rows);
        this.patterns = rows.stream().map(row -> Pattern.compile(row.pattern())).toList();
        this.alternation = Pattern.compile(rows.stream().map(EntityRow::pattern).collect(Collectors.joining("|")));
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
        var search = new Search(text);
        for (List<Accepted> strongest = search.run(); !strongest.isEmpty(); strongest = search.run()) {
            for (Accepted accepted : strongest) {
                found.accept(accepted.finding(text, segment.text()));
                text.blank(accepted.start, accepted.end);
            }
            search = new Search(text);
        }
        search.possible.forEach(possible -> found.accept(possible.finding(text, segment.text())));
    }

    /// An accepted span of the folded text.
    private record Accepted(EntityRow row, int start, int end, Confidence confidence, boolean lifted) {

        Finding finding(FoldedText text, String raw) {
            return new Finding(row.type(), text.start(start), text.end(end, raw), confidence, NAME);
        }

        int strength() {
            return lifted ? Confidence.POSSIBLE.ordinal() : confidence.ordinal();
        }
    }

    /// One pass over a text.
    private final class Search {

        private final String text;
        private final int from;
        private final char[] context;
        private final List<Accepted> accepted = new ArrayList<>();
        private final List<Accepted> possible = new ArrayList<>();

        Search(FoldedText folded) {
            this.text = folded.snapshot();
            this.from = folded.from();
            this.context = text.toCharArray();
        }

        /// The strongest findings, none if there are none to treat.
        List<Accepted> run() {
            Matcher matcher = alternation.matcher(text);
            int at = from;
            while (at < text.length() && matcher.find(at)) {
                at = Math.max(tryRows(matcher.start()), matcher.start() + 1);
            }
            int strongest = accepted.stream().mapToInt(Accepted::strength).max().orElse(0);
            return accepted.stream().filter(finding -> finding.strength() == strongest).toList();
        }

        /// Index where to go on at the earliest.
        private int tryRows(int start) {
            for (int row = 0; row < rows.size(); row++) {
                if (rows.get(row).mayBegin(text.charAt(start))) {
                    Matcher here = patterns.get(row).matcher(text).region(start, text.length());
                    int next = here.lookingAt() ? tryRow(rows.get(row), start, here.end()) : -1;
                    if (next >= 0) {
                        return next;
                    }
                }
            }
            return -1;
        }

        /// Index after what is certain, 0 after what is likely (something certain may begin within), -1 if there is
        /// nothing to treat.
        private int tryRow(EntityRow row, int start, int end) {
            return row.check().check(new Candidate(text, from, start, end)).map(match -> take(row, match)).orElse(-1);
        }

        private int take(EntityRow row, Check.Match match) {
            Confidence confidence = match.confidence();
            boolean lifted = false;
            if (!row.unless().isEmpty() || !confidence.isTreated()) {
                var words = new ContextWords(context, match.start());
                if (words.endWithAny(row.unless())) {
                    return -1;
                }
                lifted = !confidence.isTreated() && words.containAny(row.context());
            }
            var finding = new Accepted(row, match.start(), match.end(), lifted ? Confidence.LIKELY : confidence,
                    lifted);
            if (!finding.confidence.isTreated()) {
                possible.add(finding);
                return -1;
            }
            if (accepted.stream().noneMatch(other -> other.row == row && other.strength() == finding.strength()
                    && other.start < finding.end && finding.start < other.end)) {
                accepted.add(finding);
                Arrays.fill(context, match.start(), match.end(), Segment.BLANK);
            }
            return confidence == Confidence.CERTAIN ? match.end() : 0;
        }
    }
}
