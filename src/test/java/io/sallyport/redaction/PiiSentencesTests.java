package io.sallyport.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures recall and precision by type on labelled sentences: `-Dpii.sentences=FILE`, JSON lines
/// `{"text", "spans": [{"type", "start", "end"}]}` with offsets in code points. `-Dpii.show=true` prints the misses.
@EnabledIfSystemProperty(named = "pii.sentences", matches = ".+")
class PiiSentencesTests {

    private static final boolean SHOW = Boolean.getBoolean("pii.show");

    private final Map<EntityType, Score> scores = new TreeMap<>();

    private static final class Score {
        private int labelled;
        private int overlapped;
        private int exact;
        private int found;
        private int right;
    }

    @Test
    void findsTheLabelledEntities() throws IOException {
        var plan = RedactionPlan.of(EntityType.all(), new Treatment.Remove());
        try (var redactor = Redactor.of(RedactionSettings.defaults());
                var lines = Files.lines(Path.of(System.getProperty("pii.sentences")))) {
            lines.map(JsonMapper.shared()::readTree).forEach(sentence -> {
                String text = sentence.get("text").asString();
                score(text, spans(text, sentence.get("spans")),
                        redactor.redact(text, plan, new Pseudonyms()).findings().stream()
                                .filter(finding -> finding.confidence().isTreated()).toList());
            });
        }
        scores.forEach((type, score) -> System.out.printf(
                "%-16s recall %d/%d = %.3f, exact %d, precision %d/%d = %.3f%n", type, score.overlapped, score.labelled,
                score.overlapped / (double) score.labelled, score.exact, score.right, score.found,
                score.right / (double) score.found));
        assertThat(scores).isNotEmpty();
    }

    private void score(String text, List<Finding> labels, List<Finding> findings) {
        for (Finding label : labels) {
            Score score = score(label.type());
            score.labelled++;
            boolean hit = findings.stream().anyMatch(same(label));
            score.overlapped += hit ? 1 : 0;
            score.exact += findings.stream().anyMatch(found -> same(label).test(found) && found.start() == label.start()
                    && found.end() == label.end()) ? 1 : 0;
            show(!hit, "missed", label, text);
        }
        for (Finding finding : findings) {
            Score score = score(finding.type());
            score.found++;
            boolean hit = labels.stream().anyMatch(same(finding));
            score.right += hit ? 1 : 0;
            show(!hit, "false", finding, text);
        }
    }

    private Score score(EntityType type) {
        return scores.computeIfAbsent(type, _ -> new Score());
    }

    private static Predicate<Finding> same(Finding one) {
        return other -> other.type().equals(one.type()) && other.overlaps(one);
    }

    private static void show(boolean wanted, String what, Finding finding, String text) {
        if (SHOW && wanted) {
            System.out.println(what + " " + finding.type() + " "
                    + text.substring(Math.max(0, finding.start() - 30), finding.start()).replace('\n', '~') + "<"
                    + text.substring(finding.start(), finding.end()).replace('\n', '~') + ">");
        }
    }

    private static List<Finding> spans(String text, JsonNode nodes) {
        var spans = new ArrayList<Finding>();
        for (JsonNode node : nodes) {
            EntityType.all().stream().filter(type -> type.name().equals(node.get("type").asString())).findAny()
                    .ifPresent(
                            type -> spans.add(new Finding(type, text.offsetByCodePoints(0, node.get("start").asInt()),
                                    text.offsetByCodePoints(0, node.get("end").asInt()), Confidence.CERTAIN, "label")));
        }
        return spans;
    }
}
