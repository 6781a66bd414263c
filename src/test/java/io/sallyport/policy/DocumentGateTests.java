package io.sallyport.policy;

import static io.sallyport.policy.Given.claims;
import static io.sallyport.policy.Given.document;
import static io.sallyport.policy.Given.everyone;
import static io.sallyport.policy.Given.permit;
import static io.sallyport.policy.Given.request;
import static io.sallyport.policy.Given.rule;
import static io.sallyport.policy.Given.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.sallyport.document.Acl;
import io.sallyport.document.Document;
import io.sallyport.document.Principal;

/// Which documents: both gates, refusals first.
class DocumentGateTests {

    @TempDir
    private Path folder;

    @Test
    void withoutARetrievalRuleNothingIsAdmitted() {
        assertBoth(with(), document(Map.of()), false);
    }

    @Test
    void withoutAnAllowListNobodyReads() {
        var unlisted = document("internal", Map.of(), new Acl(Set.of(), Set.of()));
        assertBoth(with(rule("all", "allow", "true")), unlisted, false);
    }

    @Test
    void aDenyInTheAclWinsOverTheRulesAndItsAllow() {
        var denied = document("internal", Map.of(),
                new Acl(Set.of(Principal.EVERYONE), Set.of(principal("user:anna"))));
        assertBoth(with(rule("all", "allow", "true")), denied, false);
        var byRole = document("internal", Map.of(),
                new Acl(Set.of(principal("user:anna")), Set.of(principal("role:legal"))));
        assertBoth(with(rule("all", "allow", "true")), byRole, false);
    }

    @Test
    void aDocumentAboveTheModelsCeilingDoesNotReachTheModel() {
        var policies = with(rule("all", "allow", "true"));
        var confidential = document("confidential", Map.of(), everyone());
        assertBoth(permit(policies, request(claims(), "remote")), confidential, false);
        assertBoth(permit(policies, request(claims(), "local")), confidential, true);
    }

    @Test
    void anErringDenyRuleDenies() {
        assertBoth(
                with(rule("all", "allow", "true"), rule("eu", "deny", "document.region != 'eu'")),
                document(Map.of()),
                false);
        assertBoth(
                with(rule("all", "allow", "true"), rule("age", "deny", "document.pages > subject.age")),
                document(Map.of("pages", 3L)),
                false);
    }

    @Test
    void aMissingRequiredFieldDeniesBeforeAnyRule() {
        var policies = with(rule("all", "allow", "true"));
        for (var field : List.of("tenant", "classification", "audience")) {
            assertBoth(policies, Given.without(document(Map.of()), field), false);
        }
        assertBoth(policies, document(Map.of("audience", List.of())), false);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("region", 7L),
                Arguments.of("region", List.of("eu")),
                Arguments.of("region", "\ud800"),
                Arguments.of("tags", "legal-hold"),
                Arguments.of("tags", List.of("a", 1L)),
                Arguments.of("pages", "2"),
                Arguments.of("pages", 2),
                Arguments.of("score", Double.NaN),
                Arguments.of("score", Double.POSITIVE_INFINITY),
                Arguments.of("score", -0.0),
                Arguments.of("draft", "true"),
                Arguments.of("until", "2026-01-01T00:00:00Z"),
                Arguments.of("until", Instant.MAX),
                Arguments.of("classification", "internal"),
                Arguments.of("classification", 9L),
                Arguments.of("classification", 0L),
                Arguments.of("tenant", "other"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedDocumentIsNotAdmittedWhateverTheRules(String field, Object value) {
        assertThat(permit(with(rule("all", "allow", "true")), request(claims())).admission()
                .admits(document(Map.of(field, value)))).isFalse();
    }

    @Test
    void unknownFieldsAreDropped() {
        assertBoth(with(rule("all", "allow", "true")), document(Map.of("colour", "red")), true);
    }

    @Test
    void instantsAreCutToMilliseconds() {
        var policies = with(rule("past", "allow", "document.until <= timestamp('2026-01-01T00:00:00.001Z')"));
        assertBoth(policies, document(Map.of("until", Instant.parse("2026-01-01T00:00:00.001999Z"))), true);
    }

    @Test
    void bothStagesMustAllow() {
        var policies = with(rule("eu", "allow", "document.region == 'eu'"));
        assertBoth(policies, document(Map.of("region", "eu")), true);
        assertBoth(policies, document("secret", Map.of("region", "eu"), everyone()), true);
        assertBoth(policies, document(Map.of("region", "us")), false);
    }

    @Test
    void theRulesThatAdmittedADocumentAreNamed() {
        var permit = permit(
                with(rule("eu", "allow", "document.region == 'eu'"), rule("all", "allow", "true")),
                request(claims()));
        assertThat(permit.rulesFor(document(Map.of("region", "eu")))).extracting(RuleReference::toString)
                .containsExactly("20-retrieval.yaml#eu", "20-retrieval.yaml#all", "30-models.yaml#up-to-the-ceiling");
        assertThat(permit.rulesFor(Given.without(document(Map.of()), "tenant"))).isEmpty();
    }

    private PolicySet with(String... retrievalRules) {
        String text = retrievalRules.length == 0
                ? Given.rules("RetrievalPolicy") + "    []\n"
                : rules("RetrievalPolicy", retrievalRules);
        return Given.loadWith(folder, Map.of("20-retrieval.yaml", text));
    }

    private static void assertBoth(PolicySet policies, Document document, boolean admitted) {
        assertBoth(permit(policies, request(claims())), document, admitted);
    }

    private static void assertBoth(Permit permit, Document document, boolean admitted) {
        assertThat(permit.admission().admits(document)).as("admission").isEqualTo(admitted);
        assertThat(permit.filter().matches(document)).as("filter").isEqualTo(admitted);
    }

    private static Principal principal(String text) {
        return new Principal(text);
    }
}
