package io.sallyport.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The invariants of redaction, on generated texts.
class RedactionLaws {

    private static final Redactor REDACTOR = Redactor.of(RedactionSettings.defaults());

    static LongStream seeds() {
        return Laws.seeds(150);
    }

    @AfterAll
    static void close() {
        REDACTOR.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySplitGivesTheRedactionOfTheWhole(long seed) {
        var texts = new Texts(seed);
        String text = text(texts, seed);
        RedactionPlan plan = plan(texts.random());
        Redaction whole = REDACTOR.redact(text, plan, new Pseudonyms());
        var splits = List.of(texts.split(text), texts.split(text), text.chars().mapToObj(Character::toString).toList());
        for (List<String> pieces : splits) {
            var stream = REDACTOR.stream(plan, new Pseudonyms());
            var out = new StringBuilder();
            for (String piece : pieces) {
                out.append(stream.feed(piece));
                assertThat(whole.text()).startsWith(out);
                assertThat(stream.held()).isLessThanOrEqualTo(RedactionStream.LONGEST_HELD);
            }
            out.append(stream.finish());
            assertThat(out).hasToString(whole.text());
            assertThat(stream.counts()).isEqualTo(whole.counts());
            assertThat(stream.findings()).isEqualTo(whole.findings());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void segmentedDetectionLosesNothing(long seed) {
        var texts = new Texts(seed);
        String text = text(texts, seed);
        RedactionPlan plan = everything(treatment(texts.random()));
        List<Finding> unsegmented = REDACTOR.detect(new Segment("", text, false), plan).stream()
                .map(Overlaps.Treated::finding).toList();
        assertThat(treated(REDACTOR.redact(text, plan, new Pseudonyms()).findings())).isEqualTo(treated(unsegmented));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPlantedEntityIsCovered(long seed) {
        Texts.Planted planted = new Texts(seed).planted(40);
        var findings = REDACTOR.redact(planted.text(), everything(new Treatment.Remove()), new Pseudonyms()).findings();
        for (Finding span : planted.spans()) {
            assertThat(findings).as("%s in %s", planted.text().substring(span.start(), span.end()), planted.text())
                    .anyMatch(finding -> finding.start() <= span.start() && finding.end() >= span.end()
                            && finding.confidence().isTreated());
        }
    }

    /// Without slashes: of `****1234/5` nobody can tell whether it was a mask, so it is looked at once more.
    @ParameterizedTest
    @MethodSource("seeds")
    void redactingTwiceIsRedactingOnce(long seed) {
        var texts = new Texts(seed);
        String text = text(texts, seed).replace('/', ' ');
        RedactionPlan plan = everything(treatment(texts.random()));
        var scope = new Pseudonyms();
        String once = REDACTOR.redact(text, plan, scope).text();
        assertThat(REDACTOR.redact(once, plan, scope).text()).as("plan %s of %s", plan, text).isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void channelsAreIndependent(long seed) {
        var texts = new Texts(seed);
        RedactionPlan plan = everything(new Treatment.Mask(2));
        var expected = new ArrayList<String>();
        var pieces = new ArrayList<List<String>>();
        var streams = new ArrayList<RedactionStream>();
        var outs = new ArrayList<StringBuilder>();
        for (int channel = 0; channel < 3; channel++) {
            String text = texts.mixed(15);
            expected.add(REDACTOR.redact(text, plan, new Pseudonyms()).text());
            pieces.add(new ArrayList<>(texts.split(text)));
            streams.add(REDACTOR.stream(plan, new Pseudonyms()));
            outs.add(new StringBuilder());
        }
        while (pieces.stream().anyMatch(left -> !left.isEmpty())) {
            int channel = texts.random().nextInt(3);
            if (!pieces.get(channel).isEmpty()) {
                outs.get(channel).append(streams.get(channel).feed(pieces.get(channel).removeFirst()));
            }
        }
        for (int channel = 0; channel < 3; channel++) {
            outs.get(channel).append(streams.get(channel).finish());
            assertThat(outs.get(channel)).hasToString(expected.get(channel));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingRawComesOutAfterAFailure(long seed) {
        var texts = new Texts(seed);
        String text = "Card 4111 1111 1111 1111 first, then " + texts.mixed(30);
        RedactionPlan plan = everything(new Treatment.Remove());
        String whole = REDACTOR.redact(text, plan, new Pseudonyms()).text();
        int failing = texts.random().nextInt(6);
        var rows = EntityTable.rows(List.of("US"));
        try (var redactor = new Redactor(rows, List.of(new PatternDetector(EntityTable.rows(
                RedactionSettings.defaults().phoneRegions())), new FailingDetector(failing)),
                new ScanThreads(1, RedactionSettings.defaults().deadline()))) {
            var stream = redactor.stream(plan, new Pseudonyms());
            var out = new StringBuilder();
            boolean failed = false;
            for (String piece : texts.split(text)) {
                try {
                    out.append(stream.feed(piece));
                } catch (RedactionFailed failure) {
                    failed = true;
                    assertThat(failure).hasNoCause().message().doesNotContain("4111");
                    break;
                }
            }
            assertThat(whole).startsWith(out);
            if (failed) {
                assertThatThrownBy(stream::finish).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> stream.feed("more")).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void restoringTheRedactionForTheSubjectGivesTheText(long seed) {
        var texts = new Texts(seed);
        String text = texts.mixed(40);
        RedactionPlan plan = everything(new Treatment.Pseudonym(Treatment.Restore.SUBJECT));
        var scope = new Pseudonyms();
        Redaction redaction = REDACTOR.redact(text, plan, scope);
        String restored = scope.restore(redaction.text(), plan::restores);
        // Spellings of one value restore to the first of them, so compare what is restored once more.
        assertThat(scope.restore(REDACTOR.redact(restored, plan, scope).text(), plan::restores)).isEqualTo(restored);
        for (int split = 0; split < 5; split++) {
            var stream = scope.restoration(plan::restores);
            var out = new StringBuilder();
            texts.split(redaction.text()).forEach(piece -> out.append(stream.feed(piece)));
            assertThat(out.append(stream.finish())).hasToString(restored);
        }
        RedactionPlan hidden = everything(new Treatment.Pseudonym(Treatment.Restore.NOBODY));
        assertThat(scope.restore(redaction.text(), hidden::restores)).isEqualTo(redaction.text());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanOnlyChangesItsOwnTypes(long seed) {
        var texts = new Texts(seed);
        String text = texts.planted(40).text();
        RedactionPlan plan = RedactionPlan.of(Set.of(EntityType.EMAIL_ADDRESS), new Treatment.Remove());
        Redaction redaction = REDACTOR.redact(text, plan, new Pseudonyms());
        var expected = new StringBuilder(text);
        redaction.findings().reversed().stream().filter(finding -> finding.type().equals(EntityType.EMAIL_ADDRESS))
                .forEach(finding -> expected.replace(finding.start(), finding.end(), "[EMAIL_ADDRESS]"));
        assertThat(redaction.text()).isEqualTo(expected.toString());
    }

    /// Fails at the n-th segment it sees.
    private static final class FailingDetector implements Detector {

        private int left;

        FailingDetector(int left) {
            this.left = left;
        }

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Set<EntityType> types() {
            return Set.of();
        }

        @Override
        public int maxSpan() {
            return 1;
        }

        @Override
        public void detect(Segment segment, Consumer<Finding> found) {
            if (left-- == 0) {
                throw new IllegalStateException(segment.text());
            }
        }
    }

    private static String text(Texts texts, long seed) {
        return switch ((int) (seed % 4)) {
            case 0 -> texts.noise(200 + texts.random().nextInt(400));
            case 1 -> texts.dense(1500);
            case 2 -> texts.planted(40).text();
            default -> texts.mixed(60);
        };
    }

    private static List<Finding> treated(List<Finding> findings) {
        return findings.stream().filter(finding -> finding.confidence().isTreated()).toList();
    }

    private static RedactionPlan everything(Treatment treatment) {
        return RedactionPlan.of(EntityType.all(), treatment);
    }

    private static RedactionPlan plan(Random random) {
        Map<EntityType, Treatment> treatments = new HashMap<>();
        EntityType.all().stream().sorted().filter(_ -> random.nextInt(5) > 0)
                .forEach(type -> treatments.put(type, treatment(random)));
        return new RedactionPlan(treatments);
    }

    private static Treatment treatment(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Treatment.Remove();
            case 1 -> new Treatment.Mask(random.nextInt(5));
            case 2 -> new Treatment.Pseudonym(Treatment.Restore.SUBJECT);
            default -> new Treatment.Pseudonym(Treatment.Restore.NOBODY);
        };
    }
}
