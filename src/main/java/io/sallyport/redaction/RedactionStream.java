package io.sallyport.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Redacts one channel of text that arrives in pieces. What it returns, put together, is the redaction of the whole
/// text however it was split, and never more than [#LONGEST_HELD] characters are held back. For one thread at a time.
///
/// After a failure or [#abort] nothing comes out any more.
public final class RedactionStream {

    /// Most characters that are held back, in UTF-16 units.
    public static final int LONGEST_HELD = Segmenter.LONGEST;

    private static final int COMPACT_FROM = 4096;

    private final Redactor redactor;
    private final RedactionPlan plan;
    private final Pseudonyms scope;
    private final Segmenter segmenter = new Segmenter();
    private final StringBuilder buffer = new StringBuilder();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<EntityType, Map<Treatment, Integer>> counts = new TreeMap<>();
    private final boolean changesNothing;
    private boolean open = true;
    private int base;
    private int emitted;
    private int start;
    private int scanned;

    RedactionStream(Redactor redactor, RedactionPlan plan, Pseudonyms scope) {
        this.redactor = redactor;
        this.plan = plan;
        this.scope = scope;
        this.changesNothing = plan.isEmpty();
    }

    /// Takes the next piece. Returns what may be shown now, maybe nothing.
    ///
    /// @throws RedactionFailed if a detector failed or took too long
    /// @throws IllegalStateException after a failure, [#abort] or [#finish]
    public String feed(CharSequence piece) {
        requireOpen();
        if (changesNothing) {
            return piece.toString();
        }
        String text = piece.toString();
        buffer.append(text);
        return guarded(out -> advance(text, out));
    }

    /// The rest, redacted, after the last piece. Also the way to flush on an upstream error.
    ///
    /// @throws RedactionFailed if a detector failed or took too long
    /// @throws IllegalStateException after a failure, [#abort] or [#finish]
    public String finish() {
        requireOpen();
        String rest = guarded(out -> segment(buffer.length(), out));
        abort();
        return rest;
    }

    /// Drops what is held back.
    public void abort() {
        open = false;
        buffer.setLength(0);
        emitted = 0;
        start = 0;
        scanned = 0;
    }

    /// What was treated so far.
    public List<RedactionCount> counts() {
        var all = new ArrayList<RedactionCount>();
        counts.forEach((type, byTreatment) -> byTreatment
                .forEach((treatment, count) -> all.add(new RedactionCount(type, treatment, count))));
        return List.copyOf(all);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// How many characters are held back now.
    int held() {
        return buffer.length() - start;
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("The redaction of this text has ended");
        }
    }

    private interface Step {
        void run(StringBuilder out);
    }

    private String guarded(Step step) {
        boolean done = false;
        try {
            var out = new StringBuilder();
            step.run(out);
            flush(out);
            compact();
            done = true;
            return out.toString();
        } finally {
            if (!done) {
                abort();
            }
        }
    }

    private void advance(String piece, StringBuilder out) {
        for (int i = 0; i < piece.length(); i++) {
            Segmenter.Cut cut = segmenter.next(piece.charAt(i));
            if (cut == Segmenter.Cut.BEFORE || cut == Segmenter.Cut.BOTH) {
                segment(scanned, out);
            }
            scanned++;
            if (cut == Segmenter.Cut.AFTER || cut == Segmenter.Cut.BOTH) {
                segment(scanned, out);
            } else if (scanned - start == Segmenter.LONGEST) {
                force(out);
            }
        }
    }

    private boolean isPlain() {
        return segmenter.lastMark() < base + start;
    }

    private void segment(int end, StringBuilder out) {
        if (isPlain() || end == start) {
            start = end;
        } else {
            treat(end, detect(end), out);
        }
    }

    /// No entity that begins before the border of the overlap reaches beyond the window, so all that is found there
    /// is whole; the rest is looked at again with what follows.
    private void force(StringBuilder out) {
        List<Overlaps.Treated> found = isPlain() ? List.of() : detect(scanned);
        int length = Segmenter.LONGEST - redactor.overlap();
        for (Overlaps.Treated treated : found) {
            Finding finding = treated.finding();
            if (finding.start() < length && length < finding.end()) {
                length = finding.start() > 0 ? finding.start() : finding.end();
            }
        }
        boolean split = start + length < buffer.length()
                && Character.isSurrogatePair(buffer.charAt(start + length - 1), buffer.charAt(start + length));
        int end = start + length - (split ? 1 : 0);
        int most = end - start;
        treat(end, found.stream().filter(treated -> treated.finding().end() <= most).toList(), out);
    }

    private List<Overlaps.Treated> detect(int end) {
        String text = buffer.substring(start, end);
        scope.avoid(text);
        String left = buffer.substring(Math.max(0, start - Segment.LEFT), start);
        return redactor.detect(new Segment(left, text, false), plan);
    }

    private void treat(int end, List<Overlaps.Treated> found, StringBuilder out) {
        flush(out);
        int at = start;
        for (Overlaps.Treated treated : found) {
            Finding finding = treated.finding().movedBy(start);
            String value = buffer.substring(finding.start(), finding.end());
            out.append(buffer, at, finding.start());
            out.append(treated.treatment().map(treatment -> replace(finding, treatment, value)).orElse(value));
            at = finding.end();
            findings.add(finding.movedBy(base));
        }
        out.append(buffer, at, end);
        found.stream().map(Overlaps.Treated::finding).filter(finding -> finding.confidence().isTreated())
                .forEach(this::blank);
        start = end;
        emitted = end;
    }

    private String replace(Finding finding, Treatment treatment, String value) {
        EntityType type = finding.type();
        counts.computeIfAbsent(type, _ -> new TreeMap<>(Treatment.STRICTNESS)).merge(treatment, 1, Integer::sum);
        return switch (treatment) {
            case Treatment.Remove() -> Placeholders.marker(type);
            case Treatment.Mask(int keepLast) -> Placeholders.mask(value, keepLast);
            case Treatment.Pseudonym(_) -> scope.issue(type, redactor.normal(type, value), value).text();
            case Treatment.Keep() -> value;
        };
    }

    /// Later segments read this text as their left context.
    private void blank(Finding finding) {
        for (int i = start + finding.start(); i < start + finding.end(); i++) {
            buffer.setCharAt(i, Segment.BLANK);
        }
    }

    private void flush(StringBuilder out) {
        out.append(buffer, emitted, start);
        emitted = start;
    }

    private void compact() {
        if (start > COMPACT_FROM) {
            int dropped = start - Segment.LEFT;
            buffer.delete(0, dropped);
            base += dropped;
            start -= dropped;
            emitted -= dropped;
            scanned -= dropped;
        }
    }
}
