package io.sallyport.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds personal data in texts and treats it as a plan says. Whole and streamed texts take the same way, so they
/// come out the same. Safe for use by many threads; close it to stop its own.
///
/// Fails closed: if a detector throws, stalls or is overloaded the caller gets [RedactionFailed] and no text.
public final class Redactor implements AutoCloseable {

    private final List<Detector> detectors;
    private final Map<EntityType, EntityRow> rows;
    private final List<EntityType> precedence;
    private final Set<EntityType> supported;
    private final int overlap;
    private final ScanThreads threads;

    Redactor(List<EntityRow> rows, List<Detector> detectors, ScanThreads threads) {
        this.rows = rows.stream().collect(Collectors.toMap(EntityRow::type, Function.identity()));
        this.precedence = rows.stream().map(EntityRow::type).toList();
        this.detectors = List.copyOf(detectors);
        this.supported = detectors.stream().flatMap(detector -> detector.types().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.overlap = detectors.stream().mapToInt(Detector::maxSpan).max().orElse(0);
        this.threads = threads;
        if (overlap >= Segmenter.LONGEST) {
            throw new IllegalArgumentException("A detector's longest span is below " + Segmenter.LONGEST
                    + " characters, got " + overlap);
        }
    }

    /// A redactor with the built-in entity types.
    public static Redactor of(RedactionSettings settings) {
        List<EntityRow> rows = EntityTable.rows(settings.phoneRegions());
        return new Redactor(rows, List.of(new PatternDetector(rows)),
                new ScanThreads(settings.threads(), settings.deadline()));
    }

    /// Redacts a whole text.
    ///
    /// @param scope where pseudonyms come from
    /// @throws RedactionFailed if the text could not be redacted
    /// @throws IllegalArgumentException if the plan treats a type without a detector
    public Redaction redact(String text, RedactionPlan plan, Pseudonyms scope) {
        var stream = stream(plan, scope);
        if (plan.isEmpty()) {
            return new Redaction(text, List.of(), List.of());
        }
        String redacted = threads.run(() -> stream.feed(text) + stream.finish());
        return new Redaction(redacted, stream.findings(), stream.counts());
    }

    /// Runs work that redacts several texts, with one change of threads instead of one for each text. The deadline is
    /// that of a single text; the work must not wait for anything.
    ///
    /// @throws RedactionFailed instead of whatever the work throws
    public <T> T together(Callable<T> work) {
        return threads.run(work);
    }

    /// Redacts one channel of a text that arrives in pieces. Channels must not share a stream; they may share a scope.
    ///
    /// @throws IllegalArgumentException if the plan treats a type without a detector
    public RedactionStream stream(RedactionPlan plan, Pseudonyms scope) {
        plan.treatments().keySet().forEach(type -> {
            if (plan.changing(type).isPresent() && !detects(type)) {
                throw new IllegalArgumentException("No detector finds " + type + ", so a plan cannot treat it");
            }
        });
        return new RedactionStream(this, plan, scope);
    }

    /// Whether a detector finds this type. A policy that treats any other must not load.
    public boolean detects(EntityType type) {
        return supported.contains(type);
    }

    /// All types that are found.
    public Set<EntityType> supported() {
        return supported;
    }

    /// The types that a policy means by the name of a type or group. Empty if no detector finds any of them: then the
    /// policy must not load.
    public Set<EntityType> expand(String name) {
        return EntityTable.expand(name).stream().filter(this::detects).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        threads.close();
    }

    List<Overlaps.Treated> detect(Segment segment, RedactionPlan plan) {
        return threads.run(() -> {
            var findings = new ArrayList<Finding>();
            detectors.forEach(detector -> detector.detect(segment, findings::add));
            return new Overlaps(precedence, plan).merge(findings);
        });
    }

    int overlap() {
        return overlap;
    }

    String normal(EntityType type, String value) {
        EntityRow row = rows.get(type);
        String folded = FoldedText.of(new Segment("", value, false)).snapshot();
        return row == null ? folded : row.normal().apply(folded);
    }
}
