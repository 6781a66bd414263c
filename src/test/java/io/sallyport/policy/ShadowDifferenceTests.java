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
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.document.Acl;
import io.sallyport.document.Classification;
import io.sallyport.document.Document;
import io.sallyport.policy.ShadowDifference.Hidden;
import io.sallyport.policy.ShadowDifference.Kind;

/// What a candidate would decide otherwise for one request, and because of which rule.
class ShadowDifferenceTests {

    private static final String REQUESTS = "10-request.yaml";
    private static final String DOCUMENTS = "20-rules.yaml";
    private static final String DUTIES = "40-obligations.yaml";
    private static final Map<String, String> BASE = Map.of(
            REQUESTS, rules("RequestPolicy", rule("staff", "allow", "\"staff\" in subject.roles")),
            DOCUMENTS, rules("RetrievalPolicy",
                    rule("own", "allow", "document.tenant == subject.tenant"),
                    rule("hold", "deny", "\"hold\" in document.tags")),
            DUTIES, rules("ObligationPolicy",
                    obligation("all", "true", "{ citations: { minimum: 1 } }"),
                    obligation("high", "request.classification >= level.confidential",
                            "{ limits: { maxDocuments: 3 } }")));
    private static final Document PLAIN = Given.document(Map.of());
    private static final Document DRAFT = Given.document(Map.of("draft", true, "region", "eu"));
    private static final AccessRequest ANNA = Given.request(Given.claims());

    @TempDir
    private Path folder;

    private int folders;

    private PolicySet bundle(Map<String, String> changes) {
        var files = new HashMap<>(BASE);
        files.putAll(changes);
        return Given.loadWith(folder.resolve(String.valueOf(folders++)), files);
    }

    private ShadowDifference difference(Map<String, String> live, Map<String, String> candidate) {
        return difference(live, candidate, ANNA);
    }

    private ShadowDifference difference(
            Map<String, String> live, Map<String, String> candidate, AccessRequest request) {
        var inForce = bundle(live);
        return switch (inForce.decide(request)) {
            case Deny deny ->
                ShadowDifference.of(inForce, bundle(candidate), request, deny, Optional.empty(), List.of());
            case Permit permit -> {
                var level = new Classification("confidential", 2);
                yield ShadowDifference.of(inForce, bundle(candidate), request, permit.obligationsAt(level),
                        Optional.of(level), List.of(PLAIN, DRAFT));
            }
        };
    }

    private static String requests(String... more) {
        return rules("RequestPolicy", more);
    }

    private static List<String> names(List<RuleReference> rules) {
        return rules.stream().map(RuleReference::toString).toList();
    }

    @Test
    void theSameBundleDiffersInNothing() {
        var difference = difference(Map.of(), Map.of());
        assertThat(difference.kinds()).isEmpty();
        assertThat(difference.candidate()).isInstanceOf(Permit.class);
    }

    @Test
    void aRefusalNamesTheCandidatesRule() {
        var difference = difference(Map.of(), Map.of("11-more.yaml", requests(rule("shut", "deny", "true"))));
        assertThat(difference.kinds()).containsExactly(Kind.REFUSED);
        assertThat(names(difference.rules())).containsExactly("11-more.yaml#shut");
        assertThat(difference.hidden()).as("a refused request shows nothing anyway").isEmpty();
    }

    @Test
    void aRefusalBecauseNoRuleAllowsNamesNone() {
        var difference = difference(Map.of(),
                Map.of(REQUESTS, requests(rule("staff", "allow", "\"chief\" in subject.roles"))));
        assertThat(difference.kinds()).containsExactly(Kind.REFUSED);
        assertThat(difference.rules()).isEmpty();
    }

    @Test
    void aRequestThatWouldBeAllowedNamesTheRuleInForceThatRefusesIt() {
        var difference = difference(Map.of("11-more.yaml", requests(rule("shut", "deny", "true"))), Map.of());
        assertThat(difference.kinds()).containsExactly(Kind.ALLOWED);
        assertThat(names(difference.rules())).containsExactly("11-more.yaml#shut");
    }

    @Test
    void aRequestThatNoRuleAllowsTodayNamesTheCandidatesThatDo() {
        var difference = difference(Map.of(),
                Map.of("11-more.yaml", requests(rule("guests", "allow", "\"guest\" in subject.roles"))),
                Given.request(Given.claims("roles", List.of("guest"))));
        assertThat(difference.kinds()).containsExactly(Kind.ALLOWED);
        assertThat(names(difference.rules())).containsExactly("11-more.yaml#guests");
    }

    @Test
    void twoRefusalsByOtherRulesAreNoDifference() {
        var difference = difference(
                Map.of("11-more.yaml", requests(rule("shut", "deny", "true"))),
                Map.of("12-more.yaml", requests(rule("closed", "deny", "true"))));
        assertThat(difference.kinds()).isEmpty();
    }

    @Test
    void hiddenDocumentsNameTheRuleThatWithholdsThem() {
        var difference = difference(Map.of(),
                Map.of("21-more.yaml", rules("RetrievalPolicy", rule("finished", "deny", "document.draft"))));
        assertThat(difference.kinds()).as("both documents: the other has no such field, so the rule errs")
                .containsExactly(Kind.HIDDEN);
        assertThat(difference.hidden()).hasSize(2).allSatisfy(
                hidden -> assertThat(hidden.rule()).get().asString().isEqualTo("21-more.yaml#finished"));
    }

    @Test
    void onlyWhatWouldBeHiddenIsHidden() {
        var difference = difference(Map.of(), Map.of("21-more.yaml",
                rules("RetrievalPolicy", rule("finished", "deny", "has(document.draft) && document.draft"))));
        assertThat(difference.hidden()).containsExactly(
                new Hidden(DRAFT.id(), Optional.of(new RuleReference("21-more.yaml", "finished"))));
    }

    @Test
    void aDocumentThatNoRuleAllowsIsHiddenByNone() {
        var difference = difference(Map.of(), Map.of(DOCUMENTS,
                rules("RetrievalPolicy", rule("own", "allow", "document.region == \"eu\""))));
        assertThat(difference.hidden()).containsExactly(new Hidden(PLAIN.id(), Optional.empty()));
    }

    @Test
    void aModelRuleThatWithholdsIsNamed() {
        var models = Given.MODELS + rule("no-drafts", "deny", "has(document.draft)");
        var difference = difference(Map.of(), Map.of("30-models.yaml", models));
        assertThat(difference.hidden()).containsExactly(
                new Hidden(DRAFT.id(), Optional.of(new RuleReference("30-models.yaml", "no-drafts"))));
    }

    @Test
    void aDocumentThatItsAclWithholdsIsHiddenByNoRule() {
        var bundle = bundle(Map.of());
        var closed = Given.document("internal", Map.of("tags", List.of("hold")), new Acl(java.util.Set.of(),
                java.util.Set.of()));
        var permit = Given.permit(bundle, ANNA);
        assertThat(permit.withholding(closed)).isEmpty();
        assertThat(permit.withholding(Given.document(Map.of("tags", List.of("hold"))))).get().asString()
                .isEqualTo("20-rules.yaml#hold");
    }

    @Test
    void otherObligationsNameTheRulesThatSaySo() {
        var changed = difference(Map.of(), Map.of(DUTIES, Given.rules("ObligationPolicy",
                obligation("all", "true", "{ citations: { minimum: 2 } }"),
                obligation("high", "request.classification >= level.confidential",
                        "{ limits: { maxDocuments: 3 } }"))));
        assertThat(changed.kinds()).containsExactly(Kind.OBLIGATIONS);
        assertThat(names(changed.obligations())).containsExactly("40-obligations.yaml#all");
        var removed = difference(Map.of(), Map.of(DUTIES, Given.rules("ObligationPolicy",
                obligation("all", "true", "{ citations: { minimum: 1 } }"))));
        assertThat(names(removed.obligations())).as("at the classification that was found")
                .containsExactly("40-obligations.yaml#high");
    }

    @Test
    void theSameObligationsByOtherRulesAreNoDifference() {
        var difference = difference(Map.of(), Map.of("41-more.yaml", Given.rules("ObligationPolicy",
                obligation("again", "true", "{ citations: { minimum: 1 } }"))));
        assertThat(difference.kinds()).isEmpty();
    }

    @Test
    void anObligationThatErrsRefuses() {
        var difference = difference(Map.of(), Map.of("41-more.yaml", Given.rules("ObligationPolicy",
                obligation("old", "subject.age > 60", "{ citations: { minimum: 1 } }"))));
        assertThat(difference.kinds()).containsExactly(Kind.REFUSED);
        assertThat(names(difference.rules())).containsExactly("41-more.yaml#old");
    }

    @Test
    void aClaimThatTheCandidateDoesNotTakeRefuses() {
        var vocabulary = Given.VOCABULARY.replace("{ type: string,       claim: region }",
                "{ type: int,          claim: region }");
        assertThat(vocabulary).isNotEqualTo(Given.VOCABULARY);
        assertThat(difference(Map.of(), Map.of("00-vocabulary.yaml", vocabulary)).kinds())
                .containsExactly(Kind.REFUSED);
    }

    @Test
    void documentsThatCouldBeFoundAreADifferenceOnlyWhenThereAreAny() {
        var same = difference(Map.of(), Map.of());
        assertThat(same.withGained(0).kinds()).isEmpty();
        assertThat(same.withGained(0).gained()).isEqualTo(OptionalLong.of(0));
        assertThat(same.withGained(3).kinds()).containsExactly(Kind.GAINED);
    }
}
