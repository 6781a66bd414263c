package io.sallyport.policy;

import static io.sallyport.policy.Given.obligation;
import static io.sallyport.policy.Given.rule;
import static io.sallyport.policy.Given.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.document.Acl;
import io.sallyport.document.Principal;

/// Why a request or a document is decided as it is.
class ExplanationTests {

    @TempDir
    private Path folder;

    private PolicySet policies(String... retrieval) {
        return Given.loadWith(folder, Map.of("20-retrieval.yaml", rules("RetrievalPolicy", retrieval)));
    }

    @Test
    void theDenyingRuleIsNamedEvenWhereAnotherAllows() {
        var explanation = policies(rule("all", "allow", "true"), rule("hold", "deny", "'hold' in document.tags"))
                .explain(Given.request(Given.claims()), Given.document(Map.of("tags", List.of("hold"))));
        assertThat(explanation.document()).contains(
                new Ruling(false, List.of(new RuleReference("20-retrieval.yaml", "hold")), "Reason of hold."));
        assertThat(explanation.inFilter()).contains(false);
    }

    @Test
    void anErrorInADenyRuleDeniesAndShowsWhichPartErred() {
        var explanation = policies(rule("all", "allow", "true"),
                rule("region", "deny", "document.region == subject.region && document.draft"))
                .explain(Given.request(Given.claims()), Given.document(Map.of("draft", true)));
        assertThat(explanation.document().orElseThrow().rules()).extracting(RuleReference::rule)
                .containsExactly("region");
        var region = outcome(explanation, "region");
        assertThat(region.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(region.leaves()).containsExactly(
                new ExpressionValue("document.region == subject.region", Optional.empty(), List.of(
                        new ExpressionValue("document.region", Optional.empty(), List.of()),
                        new ExpressionValue("subject.region", Optional.of("eu"), List.of()))),
                new ExpressionValue("document.draft", Optional.of(true), List.of()));
    }

    @Test
    void leavesAreShownAlsoWhereTheRuleWasDecidedWithoutThem() {
        var explanation = policies(rule("all", "allow",
                "false && document.classification <= level.secret || !(has(document.until) ? true : 'a' in subject.roles)"))
                .explain(Given.request(Given.claims()), Given.document(Map.of()));
        assertThat(outcome(explanation, "all").leaves())
                .extracting(leaf -> leaf.expression() + " = " + leaf.value().get())
                .containsExactly(
                        "false = false",
                        "document.classification <= level.secret = true",
                        "has(document.until) = false",
                        "true = true",
                        "\"a\" in subject.roles = false");
    }

    @Test
    void macrosAreShownAsTheyAreWritten() {
        var explanation = policies(rule("all", "allow", "subject.roles.exists(r, document.region == r)"))
                .explain(Given.request(Given.claims()), Given.document(Map.of("region", "legal")));
        assertThat(outcome(explanation, "all").leaves()).singleElement().satisfies(leaf -> {
            assertThat(leaf.expression()).isEqualTo("subject.roles.exists(r, document.region == r)");
            assertThat(leaf.value()).contains(true);
            assertThat(leaf.reads()).extracting(ExpressionValue::expression)
                    .containsExactlyInAnyOrder("subject.roles", "document.region");
        });
    }

    @Test
    void longValuesAreCut() {
        var claims = new HashMap<>(Given.claims());
        claims.put("region", "x".repeat(5_000));
        var many = IntStream.range(0, 200).mapToObj("role-%d"::formatted).toList();
        var explanation = policies(rule("all", "allow", "sets.intersects(document.tags, [subject.region])"))
                .explain(Given.request(claims), Given.document(Map.of("tags", many)));
        var reads = outcome(explanation, "all").leaves().getFirst().reads();
        assertThat(reads.getFirst().value()).hasValueSatisfying(value -> assertThat((List<?>) value).hasSize(51));
        assertThat(reads.getLast().value()).hasValueSatisfying(value -> assertThat((String) value).hasSize(200));
    }

    @Test
    void whatNoRuleDecidesSaysWhatIsMissing() {
        var policies = policies(rule("never", "allow", "false"));
        var request = Given.request(Given.claims());
        var closed = Given.document("internal", Map.of(), new Acl(Set.of(new Principal("user:eve")), Set.of()));
        assertThat(reason(policies.explain(request, closed)))
                .isEqualTo("The document's ACL does not let the subject read it.");
        assertThat(reason(policies.explain(request, Given.without(Given.document(Map.of()), "audience"))))
                .isEqualTo("The document has no 'audience', which the vocabulary requires.");
        assertThat(reason(policies.explain(request, Given.document(Map.of("pages", "7")))))
                .isEqualTo("The document's 'pages' is not of type int.");
        assertThat(reason(policies.explain(request, Given.document(Map.of()))))
                .isEqualTo("No retrieval rule allows this document.");
        assertThat(reason(policies(rule("all", "allow", "true")).explain(Given.request(Given.claims(), "remote"),
                Given.document("secret", Map.of(), Given.everyone()))))
                .isEqualTo("No model rule allows this document.");
    }

    @Test
    void aDeniedRequestIsExplainedByItsRequestRulesAlone() {
        var policies = Given.loadWith(folder, Map.of(
                "10-request.yaml",
                rules("RequestPolicy", rule("staff", "allow", "true"), rule("mfa", "deny", "!subject.mfa")),
                "40-obligations.yaml",
                rules("ObligationPolicy", obligation("all", "true", "{ citations: { minimum: 1 } }"))));
        var explanation = policies.explain(Given.request(Given.claims()), Given.document(Map.of()));
        assertThat(explanation.request()).isEqualTo(
                new Ruling(false, List.of(new RuleReference("10-request.yaml", "mfa")), "Reason of mfa."));
        assertThat(explanation.document()).isEmpty();
        assertThat(explanation.obligations()).isEmpty();
        assertThat(explanation.rules()).extracting(RuleOutcome::outcome).containsExactly(Outcome.TRUE, Outcome.ERROR);
    }

    @Test
    void aMalformedClaimAndAnUndeclaredModelAreExplained() {
        var policies = policies(rule("all", "allow", "true"));
        assertThat(policies.explain(Given.request(Given.claims("age", "7")))).satisfies(explanation -> {
            assertThat(explanation.request().reason()).contains("'age'");
            assertThat(explanation.rules()).isEmpty();
        });
        assertThat(policies.explain(Given.request(Given.claims(), "nowhere"))).satisfies(explanation -> {
            assertThat(explanation.request().allowed()).isFalse();
            assertThat(explanation.hidden()).isTrue();
        });
    }

    @Test
    void rulesStandInTheFixedOrderOfTheStages() {
        var policies = Given.loadWith(folder, Map.of(
                "05-obligations.yaml",
                rules("ObligationPolicy", obligation("all", "true", "{ citations: { minimum: 1 } }")),
                "20-retrieval.yaml", rules("RetrievalPolicy", rule("all", "allow", "true"))));
        assertThat(policies.explain(Given.request(Given.claims()), Given.document(Map.of())).rules())
                .extracting(RuleOutcome::stage)
                .containsExactly(RuleStage.REQUEST, RuleStage.RETRIEVAL, RuleStage.MODEL, RuleStage.OBLIGATION);
    }

    @Test
    void anObligationThatErrsAtTheDocumentsLevelDeniesTheRequest() {
        var policies = Given.loadWith(folder, Map.of(
                "20-retrieval.yaml", rules("RetrievalPolicy", rule("all", "allow", "true")),
                "40-obligations.yaml", rules("ObligationPolicy",
                        obligation("high", "request.classification > 1 && subject.mfa",
                                "{ citations: { minimum: 1 } }"))));
        var request = Given.request(Given.claims());
        assertThat(policies.explain(request, Given.document(Map.of())).request().allowed()).isTrue();
        assertThat(policies.explain(request, Given.document("secret", Map.of(), Given.everyone())).request())
                .isEqualTo(new Ruling(false, List.of(new RuleReference("40-obligations.yaml", "high")),
                        "An obligation of this request cannot be determined."));
    }

    private static String reason(Explanation explanation) {
        var ruling = explanation.document().orElseThrow();
        assertThat(ruling.allowed()).isFalse();
        assertThat(ruling.rules()).isEmpty();
        return ruling.reason();
    }

    private static RuleOutcome outcome(Explanation explanation, String id) {
        return explanation.rules().stream().filter(rule -> rule.rule().rule().equals(id)).findFirst().orElseThrow();
    }
}
