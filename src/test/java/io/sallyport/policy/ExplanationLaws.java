package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sallyport.document.Document;

/// An explanation says what is decided, for random vocabularies, policies, subjects and documents: the same decision,
/// the same rules, and outcomes from which exactly that decision follows. A failure names its seed.
///
/// `-Dsallyport.laws.rounds=…` sets how many policies are tried.
class ExplanationLaws {

    private static final int DOCUMENTS = 20;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("sallyport.laws.rounds", 60));
    }

    private record Asked(PolicySet policies, AccessRequest request, List<Document> documents) {

        static Asked of(long seed) {
            var generator = new PolicyGenerator(seed);
            var log = new ProblemLog();
            var files = generator.files();
            files.put("40-obligations.yaml", Given.rules("ObligationPolicy",
                    Given.obligation("fast", generator.known(), "{ limits: { maxDocuments: 5 } }"),
                    Given.obligation("high", "request.classification > 0 || request.breakGlass",
                            "{ citations: { minimum: 2 } }")));
            var book = new BundleReader(Rulings.documents(files, log), new ObligationReader(Given.ENTITIES), log)
                    .read("random")
                    .orElseThrow();
            log.throwIfAny();
            var revision = new PolicyRevision("0".repeat(64));
            var policies = new PolicySet(revision, List.of(), book, PolicySettings.defaults());
            return new Asked(policies, generator.request(),
                    IntStream.range(0, DOCUMENTS).mapToObj(number -> generator.document()).toList());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anExplanationDecidesAsTheDecisionDoes(long seed) {
        var asked = Asked.of(seed);
        switch (asked.policies.decide(asked.request)) {
            case Deny deny ->
                assertThat(asked.policies.explain(asked.request)).as("seed %d", seed).satisfies(explanation -> {
                    assertThat(explanation.request()).isEqualTo(
                            new Ruling(false, deny.rule().stream().toList(), deny.reason()));
                    assertThat(explanation.hidden()).isEqualTo(deny.hidden());
                    assertThat(explanation.obligations()).isEmpty();
                });
            case Permit permit -> {
                var explanation = asked.policies.explain(asked.request);
                assertThat(explanation.request().rules()).as("seed %d", seed).isEqualTo(permit.rules());
                assertThat(explanation.obligations()).as("seed %d", seed).contains(permit.obligations());
                asked.documents.forEach(document -> agrees(seed, asked, permit, document));
            }
        }
    }

    private static void agrees(long seed, Asked asked, Permit permit, Document document) {
        var explanation = asked.policies.explain(asked.request, document);
        boolean admitted = permit.admission().admits(document);
        if (admitted && permit.obligationsAt(document.classification()) instanceof Deny deny) {
            assertThat(explanation.request().rules()).as("seed %d: %s", seed, document)
                    .isEqualTo(deny.rule().stream().toList());
            assertThat(explanation.request().allowed()).as("seed %d: %s", seed, document).isFalse();
            return;
        }
        var ruling = explanation.document().orElseThrow();
        assertThat(ruling.allowed()).as("seed %d: %s", seed, document).isEqualTo(admitted);
        assertThat(explanation.inFilter()).as("seed %d: %s", seed, document).contains(admitted);
        if (admitted) {
            assertThat(ruling.rules()).as("seed %d: %s", seed, document).isEqualTo(permit.rulesFor(document));
        }
        follows(seed, explanation, ruling);
    }

    /// Read by the rule book of the language and by nothing of the code that decided.
    private static void follows(long seed, Explanation explanation, Ruling ruling) {
        var byDocument = explanation.rules().stream()
                .filter(rule -> rule.stage() == RuleStage.RETRIEVAL || rule.stage() == RuleStage.MODEL)
                .toList();
        boolean follows = !byDocument.isEmpty() && List.of(RuleStage.RETRIEVAL, RuleStage.MODEL).stream()
                .map(stage -> byDocument.stream().filter(rule -> rule.stage() == stage).toList())
                .allMatch(ExplanationLaws::allows);
        boolean byAcl = !byDocument.isEmpty() && ruling.rules().isEmpty() && ruling.reason().contains("ACL");
        assertThat(follows && !byAcl).as("seed %d: %s", seed, explanation).isEqualTo(ruling.allowed());
    }

    private static boolean allows(List<RuleOutcome> rules) {
        return rules.stream().allMatch(rule -> is(rule, Effect.ALLOW) || rule.outcome() == Outcome.FALSE)
                && rules.stream().anyMatch(rule -> is(rule, Effect.ALLOW) && rule.outcome() == Outcome.TRUE);
    }

    private static boolean is(RuleOutcome rule, Effect effect) {
        return rule.effect().equals(Optional.of(effect));
    }

    /// A rule that is one leaf has its value, or errs with it.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyLeafHasAValueWhereTheRuleHasOne(long seed) {
        var asked = Asked.of(seed);
        var document = asked.documents.getFirst();
        asked.policies.explain(asked.request, document).rules().stream()
                .filter(rule -> rule.leaves().size() == 1)
                .forEach(rule -> assertThat(rule.leaves().getFirst().value().isPresent())
                        .as("seed %d: %s", seed, rule)
                        .isEqualTo(rule.outcome() != Outcome.ERROR));
    }

    @Test
    void theLawSeesDocumentsAdmittedAndWithheldByEachKindOfReason() {
        var rulings = seeds().limit(60).mapToObj(Asked::of)
                .flatMap(asked -> asked.documents.stream()
                        .flatMap(document -> asked.policies.explain(asked.request, document).document().stream()))
                .toList();
        assertThat(rulings).anyMatch(Ruling::allowed)
                .anyMatch(ruling -> ruling.reason().contains("ACL"))
                .anyMatch(ruling -> ruling.reason().contains("requires"))
                .anyMatch(ruling -> ruling.reason().startsWith("No retrieval rule"))
                .anyMatch(ruling -> ruling.reason().startsWith("No model rule"))
                .anyMatch(ruling -> !ruling.allowed() && !ruling.rules().isEmpty());
    }
}
