package io.sallyport.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.sallyport.audit.RedactionCount;
import io.sallyport.document.Citation;
import io.sallyport.document.Passage;
import io.sallyport.redaction.Pseudonyms;
import io.sallyport.redaction.RedactionPlan;
import io.sallyport.redaction.Redactor;
import io.sallyport.redaction.Treatment;

/// Redacts all texts of one request under one plan and one map of pseudonyms, and counts what it treated.
final class Redacting {

    private record Treated(String type, String treatment) {}

    private final Redactor redactor;
    private final RedactionPlan plan;
    private final Pseudonyms pseudonyms;
    private final Map<Treated, Long> counts = new LinkedHashMap<>();

    Redacting(Redactor redactor, RedactionPlan plan, Pseudonyms pseudonyms) {
        this.redactor = redactor;
        this.plan = plan;
        this.pseudonyms = pseudonyms;
    }

    /// Announces every text before the first is redacted, so that nothing typed ever turns into a value.
    void announce(Stream<String> texts) {
        texts.forEach(pseudonyms::avoid);
    }

    /// Runs work that redacts many texts and waits for nothing.
    <T> T together(Callable<T> work) {
        return redactor.together(work);
    }

    String redact(String text) {
        if (text.isEmpty()) {
            return text;
        }
        var redaction = redactor.redact(text, plan, pseudonyms);
        count(redaction.counts());
        return redaction.text();
    }

    /// Gives the pseudonyms the subject may see their values back.
    String restore(String text) {
        return pseudonyms.restore(text, plan::restores);
    }

    Citation cite(int number, Passage passage) {
        var citation = Citation.of(number, passage);
        return new Citation(
                number,
                citation.document(),
                restore(redact(citation.title())),
                restore(redact(citation.uri())),
                citation.classification());
    }

    Redactor redactor() {
        return redactor;
    }

    RedactionPlan plan() {
        return plan;
    }

    Pseudonyms pseudonyms() {
        return pseudonyms;
    }

    void count(List<io.sallyport.redaction.RedactionCount> more) {
        for (var each : more) {
            var key = new Treated(each.type().name(), name(each.treatment()));
            counts.merge(key, (long) each.count(), Long::sum);
        }
    }

    /// What was treated since the last call.
    List<RedactionCount> drainCounts() {
        var drained = counts.entrySet().stream()
                .map(each -> new RedactionCount(each.getKey().type(), each.getKey().treatment(), each.getValue()))
                .toList();
        counts.clear();
        return drained;
    }

    private static String name(Treatment treatment) {
        return switch (treatment) {
            case Treatment.Remove() -> "remove";
            case Treatment.Mask(var keepLast) -> "mask";
            case Treatment.Pseudonym(var restore) -> "pseudonym";
            case Treatment.Keep() -> "keep";
        };
    }
}
