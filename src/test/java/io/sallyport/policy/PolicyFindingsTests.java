package io.sallyport.policy;

import static io.sallyport.policy.Given.obligation;
import static io.sallyport.policy.Given.rule;
import static io.sallyport.policy.Given.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sallyport.redaction.RedactionSettings;
import io.sallyport.redaction.Redactor;

/// What is reported is certain; what might be meant is not reported.
class PolicyFindingsTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
            "document.region == \"eu\"",
            "document.region == \"eu\" && document.owner == \"eu\"",
            "document.region.startsWith(\"e\") && document.region != \"eu\"",
            "document.pages > 3 && document.pages < 5",
            "document.score > 3.0 && document.score < 3.5",
            "document.until > timestamp(\"2026-01-01T00:00:00Z\") && document.until < timestamp(\"2026-01-01T00:00:00.002Z\")",
            "\"a\" in document.tags && document.tags.exists(t, t.startsWith(\"ab\") || t == \"b\")",
            "document.region == subject.region && document.owner == subject.region",
            "document.classification > subject.clearance && document.classification == level.internal",
            "!document.audience.all(t, t in subject.roles) && !subject.roles.all(r, r in document.audience)",
            "subject.roles.size() > 3 && subject.roles.size() < 5",
            "subject.age + 1 == 3",
            "request.hour > 22 && request.hour < subject.age",
            "has(document.region) && !has(document.owner)",
            "!has(subject.region)"})
    void aRuleThatIsTrueOfSomethingIsNotReported(String when) {
        for (var effect : List.of("allow", "deny")) {
            assertThat(findings(rule("a", effect, when))).as(when).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "false",
            "document.region == \"eu\" && document.region == \"us\"",
            "document.region == \"eu\" && !document.region.startsWith(\"e\")",
            "document.pages > 3 && document.pages < 4",
            "document.score > 3.0 && document.score < 3.0",
            "document.until > timestamp(\"2026-01-01T00:00:00Z\") && document.until < timestamp(\"2026-01-01T00:00:00.001Z\")",
            "document.classification > level.secret",
            "document.classification > subject.clearance && subject.clearance == level.secret",
            "\"a\" in document.tags && document.tags.all(t, t in [\"b\"])",
            "sets.contains(subject.roles, document.audience) && !document.audience.all(t, t in subject.roles)",
            "has(document.region) && !has(document.region)",
            "!has(subject.region) && document.region == subject.region",
            "request.hour > 23",
            "request.breakGlass && !request.breakGlass && subject.age + 1 == 3"})
    void aRuleThatNothingMakesTrueIsReported(String when) {
        assertThat(findings(rule("a", "allow", when))).as(when).containsExactly("20-rules.yaml#a: is never true");
    }

    @Test
    void aRuleThatIsTrueOfEverythingIsReportedUnlessItSaysSo() {
        assertThat(findings(
                rule("everyone", "allow", "true"),
                rule("tautology", "allow", "request.breakGlass || !request.breakGlass"),
                rule("levels", "allow", "document.classification <= level.secret"),
                rule("nobody", "deny", "document.classification >= level.public")))
                .containsExactly(
                        "20-rules.yaml#levels: is always true",
                        "20-rules.yaml#nobody: denies everything",
                        "20-rules.yaml#tautology: is always true");
    }

    /// A subject without the claim makes the test err, which is not true.
    @Test
    void aRuleThatErrsWhereAClaimIsMissingIsNotAlwaysTrue() {
        assertThat(findings(rule("a", "allow", "subject.clearance <= level.secret"))).isEmpty();
    }

    @Test
    void anAllowThatADenyAlwaysOutweighsIsReported() {
        assertThat(findings(
                rule("eu", "allow", "document.region == \"eu\" && document.pages < 10"),
                rule("us", "allow", "document.region == \"us\""),
                rule("not-us", "deny", "document.region != \"us\"")))
                .containsExactly("20-rules.yaml#eu: allows nothing: wherever it is true the request or document is "
                        + "denied by 20-rules.yaml#not-us");
    }

    @Test
    void aDenyThatErrsShadowsToo() {
        assertThat(findings(
                rule("unmarked", "allow", "!has(document.region)"),
                rule("marked", "deny", "document.region == \"us\"")))
                .singleElement().asString().endsWith("denied by 20-rules.yaml#marked");
    }

    @Test
    void testsThatAreNotUnderstoodStillCancelOut() {
        assertThat(findings(
                rule("odd", "allow", "subject.age % 2 == 1 && document.region == \"eu\""),
                rule("no-odd", "deny", "subject.age % 2 == 1")))
                .singleElement().asString().contains("denied by 20-rules.yaml#no-odd");
    }

    @Test
    void obligationsAndRequestRulesAreLookedAtToo() {
        var bundle = Given.loadWith(folder, Map.of(
                "10-request.yaml",
                rules("RequestPolicy", rule("a", "allow", "request.purpose == \"x\" && request.purpose == \"y\""),
                        rule("b", "allow", "true")),
                "40.yaml",
                rules("ObligationPolicy",
                        obligation("c", "request.classification > level.secret", "{ citations: { minimum: 1 } }"))));
        assertThat(PolicyFindings.of(bundle)).extracting(PolicyFinding::toString)
                .containsExactly("10-request.yaml#a: is never true", "40.yaml#c: is never true");
    }

    @Test
    void theShippedPoliciesHaveNoFinding() {
        try (var redactor = Redactor.of(RedactionSettings.defaults())) {
            var bundle = new PolicyLoader(PolicySettings.defaults(), redactor).load(Path.of("policies"));
            assertThat(PolicyFindings.of(bundle)).isEmpty();
        }
    }

    private List<String> findings(String... rules) {
        var bundle = Given.loadWith(folder, Map.of("20-rules.yaml", rules("RetrievalPolicy", rules)));
        return PolicyFindings.of(bundle).stream().map(PolicyFinding::toString).toList();
    }
}
