package io.sallyport.policy;

import static io.sallyport.policy.Given.claims;
import static io.sallyport.policy.Given.deny;
import static io.sallyport.policy.Given.request;
import static io.sallyport.policy.Given.rule;
import static io.sallyport.policy.Given.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may ask: refusals first.
class RequestDecisionTests {

    private static final String DEFAULT_REASON = "No rule allows this request.";

    @TempDir
    private Path folder;

    @Test
    void silenceDenies() {
        var policies = with(rule("never", "deny", "false"));
        var denied = deny(policies, request(claims()));
        assertThat(denied.reason()).isEqualTo(DEFAULT_REASON);
        assertThat(denied.rule()).isEmpty();
        assertThat(denied.hidden()).isFalse();
        assertThat(denied.revision()).isEqualTo(policies.revision());
    }

    @Test
    void aDenyWinsOverAnAllowWhateverTheOrder() {
        var reference = Optional.of(new RuleReference("10-request.yaml", "no"));
        var first = with(rule("no", "deny", "true"), rule("yes", "allow", "true"));
        assertThat(deny(first, request(claims())).rule()).isEqualTo(reference);
        var last = with(rule("yes", "allow", "true"), rule("no", "deny", "true"));
        var denied = deny(last, request(claims()));
        assertThat(denied.rule()).isEqualTo(reference);
        assertThat(denied.reason()).isEqualTo("Reason of no.");
    }

    @Test
    void anErrorInADenyRuleDenies() {
        var policies = with(rule("yes", "allow", "true"), rule("strong", "deny", "!subject.mfa"));
        assertThat(deny(policies, request(claims())).rule()).map(RuleReference::rule).contains("strong");
    }

    @Test
    void anErrorInAnAllowRuleDoesNotAllow() {
        assertThat(deny(with(rule("strong", "allow", "subject.mfa")), request(claims())).reason())
                .isEqualTo(DEFAULT_REASON);
    }

    @Test
    void ofSeveralDenyRulesOneThatIsTrueGivesTheReason() {
        var policies = with(
                rule("err", "deny", "subject.mfa"),
                rule("sure", "deny", "\"staff\" in subject.roles"));
        assertThat(deny(policies, request(claims())).reason()).isEqualTo("Reason of sure.");
    }

    @ParameterizedTest
    @CsvSource({
            "clearance, topmost, The access token's claim 'clearance' is not of type level.",
            "clearance, 3, The access token's claim 'clearance' is not of type level.",
            "roles, staff, The access token's claim 'roles' is not a list of at most 5 texts.",
            "age, forty, The access token's claim 'age' is not of type int.",
            "since, yesterday, The access token's claim 'since' is not of type timestamp."})
    void aClaimOfTheWrongTypeRefusesBeforeAnyRuleAndIsNamedWithoutItsValue(String claim, String value, String reason) {
        var policies = with(rule("anybody", "allow", "true"));
        var denied = deny(policies, request(claims(claim, value)));
        assertThat(denied.reason()).isEqualTo(reason).doesNotContain(value);
        assertThat(denied.rule()).isEmpty();
        assertThat(denied.hidden()).isFalse();
    }

    @Test
    void tooManyItemsInAListRefuse() {
        var roles = IntStream.range(0, 6).mapToObj(number -> "role" + number).toList();
        assertThat(deny(with(rule("anybody", "allow", "true")), request(claims("roles", roles))).reason())
                .contains("'roles'");
    }

    @Test
    void elementsThatAreNoTextRefuse() {
        assertThat(deny(with(rule("anybody", "allow", "true")), request(claims("roles", List.of("a", 1)))).reason())
                .contains("'roles'");
    }

    @Test
    void aMissingClaimStaysAbsent() {
        var policies = with(rule("anybody", "allow", "!has(subject.age)"));
        assertThat(policies.decide(request(claims()))).isInstanceOf(Permit.class);
        assertThat(policies.decide(request(claims("age", 40)))).isInstanceOf(Deny.class);
    }

    @Test
    void claimsAreTypedAsTheVocabularySays() {
        var policies = with(
                rule(
                        "typed",
                        "allow",
                        "subject.age == 40 && subject.weight == 72.0 && subject.mfa && subject.clearance == "
                                + "level.secret && subject.since == timestamp('2026-01-01T00:00:00Z')"));
        var all = new HashMap<>(claims());
        all.putAll(
                Map.of(
                        "age",
                        40,
                        "weight",
                        72,
                        "clearance",
                        "secret",
                        "since",
                        Instant.parse("2026-01-01T00:00:00.000900Z"),
                        "security",
                        Map.of("mfa", true)));
        assertThat(policies.decide(request(all))).isInstanceOf(Permit.class);
    }

    @Test
    void theGatewayFillsTheFieldsOfTheRequest() {
        var policies = Given.load(
                folder,
                Map.of(
                        "00-vocabulary.yaml",
                        Given.VOCABULARY,
                        "10-request.yaml",
                        rules(
                                "RequestPolicy",
                                rule(
                                        "all-fields",
                                        "allow",
                                        "request.purpose == 'everyday-work' && request.clientId == 'assistant' && "
                                                + "request.channel == 'web' && request.hour == 11 && "
                                                + "!request.breakGlass && "
                                                + "request.time == timestamp('2026-11-20T10:00:00Z')")),
                        "30-models.yaml",
                        Given.MODELS),
                new PolicySettings("policies", ZoneId.of("Europe/Berlin"), 1_000, 20_000));
        assertThat(policies.decide(request(claims()))).isInstanceOf(Permit.class);
    }

    @Test
    void anUndeclaredModelAndOneThatIsNotTheSubjectsLookAlike() {
        var policies = with(
                rule("anybody", "allow", "true"),
                rule("own-models", "deny", "model.hosting == 'external' && !('expert' in subject.roles)"));
        var undeclared = deny(policies, request(claims(), "nowhere"));
        var refused = deny(policies, request(claims(), "remote"));
        assertThat(undeclared.hidden()).isTrue();
        assertThat(refused.hidden()).isTrue();
        assertThat(policies.decide(request(claims("roles", List.of("expert")), "remote"))).isInstanceOf(Permit.class);
    }

    @Test
    void anAllowRuleThatReadsTheModelHidesToo() {
        var policies = with(rule("own-models", "allow", "model.hosting == 'internal'"));
        assertThat(policies.decide(request(claims(), "local"))).isInstanceOf(Permit.class);
        assertThat(deny(policies, request(claims(), "remote")).hidden()).isTrue();
        assertThat(deny(policies, request(claims(), "nowhere")).hidden()).isTrue();
    }

    @Test
    void aRefusalThatDoesNotDependOnTheModelIsTheSameForEveryModel() {
        var policies = with(
                rule("anybody", "allow", "true"),
                rule("not-legal", "deny", "'legal' in subject.roles"),
                rule("own-models", "deny", "model.hosting == 'external'"));
        var denials = List.of("local", "remote", "nowhere")
                .stream()
                .map(model -> deny(policies, request(claims(), model)))
                .distinct()
                .toList();
        assertThat(denials).singleElement().satisfies(denied -> assertThat(denied.hidden()).isFalse());
    }

    @Test
    void withoutAnAllowThatReadsTheModelTheDefaultRefusalIsTheSameForEveryModel() {
        var policies = with(rule("nobody", "allow", "false"), rule("own", "deny", "model.hosting == 'external'"));
        var denials = List.of("local", "remote", "nowhere")
                .stream()
                .map(model -> deny(policies, request(claims(), model)))
                .distinct()
                .toList();
        assertThat(denials).singleElement()
                .satisfies(denied -> assertThat(denied.reason()).isEqualTo(DEFAULT_REASON));
    }

    @Test
    void passagesForTheCallerNeedADeclaredCaller() {
        var policies = Given.load(
                folder,
                Map.of(
                        "00-vocabulary.yaml",
                        Given.VOCABULARY,
                        "10-request.yaml",
                        rules("RequestPolicy", rule("anybody", "allow", "true"))));
        var denied = deny(policies, request(claims(), "caller"));
        assertThat(denied.reason()).contains("'caller'");
        assertThat(denied.hidden()).isFalse();
    }

    @Test
    void aRefusalOfTheCallerIsNotHidden() {
        var policies = with(rule("anybody", "allow", "true"), rule("no", "deny", "model.id == 'caller'"));
        assertThat(deny(policies, request(claims(), "caller"))).satisfies(denied -> {
            assertThat(denied.hidden()).isFalse();
            assertThat(denied.reason()).isEqualTo("Reason of no.");
        });
    }

    @Test
    void nobodyCanAskForTheCallerAsAModel() {
        assertThat(ModelId.asked("caller")).isEmpty();
        assertThat(ModelId.asked("")).isEmpty();
        assertThat(ModelId.asked("a\nb")).isEmpty();
        assertThat(ModelId.asked("local")).contains(new ModelId("local"));
    }

    @Test
    void aFilterOverBudgetRefuses() {
        var roles = new ArrayList<String>();
        IntStream.range(0, 5).forEach(number -> roles.add("role" + number));
        var files = Map.of(
                "00-vocabulary.yaml",
                Given.VOCABULARY,
                "10-request.yaml",
                rules("RequestPolicy", rule("anybody", "allow", "true")),
                "20-retrieval.yaml",
                rules(
                        "RetrievalPolicy",
                        rule("unrolled", "allow", "subject.roles.exists(r, document.region == r && document.draft)")),
                "30-models.yaml",
                Given.MODELS);
        var narrow = Given.load(folder, files, new PolicySettings("policies", ZoneId.of("UTC"), 20, 1_000));
        assertThat(narrow.decide(request(claims("roles", List.of("a"))))).isInstanceOf(Permit.class);
        var denied = deny(narrow, request(claims("roles", roles)));
        assertThat(denied.reason()).contains("larger access filter");
        var fewTerms = Given.load(folder, files, new PolicySettings("policies", ZoneId.of("UTC"), 1_000, 10));
        assertThat(deny(fewTerms, request(claims("roles", roles))).reason()).contains("larger access filter");
    }

    @Test
    void theAllowingRulesAreNamed() {
        var policies = with(rule("one", "allow", "true"), rule("two", "allow", "false"),
                rule("three", "allow", "true"));
        assertThat(Given.permit(policies, request(claims())).rules()).extracting(RuleReference::toString)
                .containsExactly("10-request.yaml#one", "10-request.yaml#three");
    }

    @Test
    void theListOfModelsLeavesTheCallerOut() {
        assertThat(with(rule("anybody", "allow", "true")).models()).extracting(model -> model.id().value())
                .containsExactly("local", "remote");
    }

    private PolicySet with(String... requestRules) {
        return Given.loadWith(folder, Map.of("10-request.yaml", rules("RequestPolicy", requestRules)));
    }
}
