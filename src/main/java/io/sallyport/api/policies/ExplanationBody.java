package io.sallyport.api.policies;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.sallyport.policy.Effect;
import io.sallyport.policy.Explanation;
import io.sallyport.policy.ExpressionValue;
import io.sallyport.policy.Obligations;
import io.sallyport.policy.Outcome;
import io.sallyport.policy.RuleOutcome;
import io.sallyport.policy.RuleReference;
import io.sallyport.policy.Ruling;
import io.sallyport.redaction.Treatment;

/// An [Explanation] over HTTP.
///
/// @param decision `allow` when the request and the document asked about, if any, are allowed
/// @param document absent when none was asked about or the request is denied
@JsonInclude(Include.NON_ABSENT)
record ExplanationBody(
        @JsonProperty("request_id") String requestId,
        @JsonProperty("policy_revision") String revision,
        String decision,
        Request request,
        Optional<Document> document,
        List<Rule> rules,
        Optional<Obliged> obligations) {

    /// @param hidden whether the caller would only learn that there is nothing
    record Request(String decision, List<String> rules, String reason, boolean hidden) {}

    /// @param search whether a search would find it
    record Document(String decision, List<String> rules, String reason, boolean search) {}

    /// @param outcome `true`, `false` or `error`
    @JsonInclude(Include.NON_ABSENT)
    record Rule(
            String rule,
            String stage,
            Optional<String> effect,
            String outcome,
            String reason,
            List<Part> leaves) {}

    /// @param value absent on an error
    @JsonInclude(Include.NON_ABSENT)
    record Part(String expression, Optional<Object> value, boolean error, List<Part> reads) {}

    /// @param redact entity types and their treatments
    @JsonInclude(Include.NON_ABSENT)
    record Obliged(
            List<String> rules,
            Map<String, String> redact,
            int citations,
            @JsonProperty("requests_per_minute") OptionalInt requestsPerMinute,
            @JsonProperty("max_documents") OptionalInt maxDocuments) {}

    static ExplanationBody of(String requestId, Explanation explanation) {
        boolean allowed = explanation.request().allowed()
                && explanation.document().map(Ruling::allowed).orElse(true);
        return new ExplanationBody(
                requestId,
                explanation.revision().value(),
                word(allowed),
                request(explanation.request(), explanation.hidden()),
                explanation.document().map(ruling -> document(ruling, explanation.inFilter().orElse(false))),
                explanation.rules().stream().map(ExplanationBody::rule).toList(),
                explanation.obligations().map(ExplanationBody::obliged));
    }

    private static String word(boolean allowed) {
        return (allowed ? Effect.ALLOW : Effect.DENY).word();
    }

    private static Request request(Ruling ruling, boolean hidden) {
        return new Request(word(ruling.allowed()), names(ruling.rules()), ruling.reason(), hidden);
    }

    private static Document document(Ruling ruling, boolean search) {
        return new Document(word(ruling.allowed()), names(ruling.rules()), ruling.reason(), search);
    }

    private static Rule rule(RuleOutcome rule) {
        return new Rule(
                rule.rule().toString(),
                rule.stage().word(),
                rule.effect().map(Effect::word),
                word(rule.outcome()),
                rule.reason(),
                rule.leaves().stream().map(ExplanationBody::part).toList());
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case TRUE -> "true";
            case FALSE -> "false";
            case ERROR -> "error";
        };
    }

    private static Part part(ExpressionValue part) {
        return new Part(
                part.expression(),
                part.value(),
                part.value().isEmpty(),
                part.reads().stream().map(ExplanationBody::part).toList());
    }

    static Obliged obliged(Obligations obligations) {
        var redact = new TreeMap<String, String>();
        obligations.redaction().treatments().forEach((type, treatment) -> redact.put(type.name(), word(treatment)));
        return new Obliged(
                names(obligations.rules()),
                redact,
                obligations.minimumCitations(),
                obligations.requestsPerMinute(),
                obligations.maxDocuments());
    }

    private static String word(Treatment treatment) {
        return switch (treatment) {
            case Treatment.Remove() -> "remove";
            case Treatment.Mask(_) -> "mask";
            case Treatment.Pseudonym(_) -> "pseudonym";
            case Treatment.Keep() -> "keep";
        };
    }

    private static List<String> names(List<RuleReference> rules) {
        return rules.stream().map(RuleReference::toString).toList();
    }
}
