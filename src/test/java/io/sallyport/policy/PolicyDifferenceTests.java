package io.sallyport.policy;

import static io.sallyport.policy.Given.obligation;
import static io.sallyport.policy.Given.rule;
import static io.sallyport.policy.Given.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.policy.PolicyWitness.Change;
import io.sallyport.redaction.RedactionSettings;
import io.sallyport.redaction.Redactor;

/// What two bundles decide differently is shown by an example that both were asked about.
class PolicyDifferenceTests {

    private static final Map<String, String> BASE = Map.of(
            "10-request.yaml",
            rules("RequestPolicy", rule("staff", "allow", "\"staff\" in subject.roles")),
            "20-rules.yaml",
            rules("RetrievalPolicy",
                    rule("own", "allow",
                            "document.tenant == subject.tenant && document.classification <= subject.clearance"),
                    rule("hold", "deny", "\"legal-hold\" in document.tags && !(\"legal\" in subject.roles)")),
            "40-obligations.yaml",
            rules("ObligationPolicy", obligation("all", "true", "{ citations: { minimum: 1 } }")));

    @TempDir
    private Path folder;

    private int folders;

    @Test
    void theSameRulesInAnotherLayoutAreNoDifference() {
        var difference = difference("20-rules.yaml", text -> "# why\n" + text.replace(" && ", "\n        &&   "));
        assertThat(difference.changes()).isEmpty();
        assertThat(difference.isShown()).isFalse();
        assertThat(difference.tries()).isZero();
        assertThat(difference.before()).isNotEqualTo(difference.after());
    }

    @Test
    void aChangeThatDecidesNothingHasNoExampleAndSaysHowManyWereTried() {
        var difference = difference("20-rules.yaml",
                text -> text.replace("document.tenant == subject.tenant", "subject.tenant == document.tenant"));
        assertThat(difference.changes()).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo("20-rules.yaml#own");
            assertThat(change.kind()).isEqualTo(PolicyChange.Kind.CHANGED);
            assertThat(change.witness()).isEmpty();
        });
        assertThat(difference.witnesses()).isEmpty();
        assertThat(difference.tries()).isEqualTo(10_000);
    }

    @Test
    void anotherReasonIsRewordedOnly() {
        var difference = difference("20-rules.yaml", text -> text.replace("Reason of hold.", "Ask Legal."));
        assertThat(difference.changes()).extracting(PolicyChange::kind)
                .containsExactly(PolicyChange.Kind.REWORDED);
        assertThat(difference.witnesses()).isEmpty();
    }

    @Test
    void aRemovedDenyShowsADocument() {
        var difference = difference("20-rules.yaml", text -> text.substring(0, text.indexOf("    - id: hold")));
        assertThat(difference.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(PolicyChange.Kind.REMOVED);
            var witness = change.witness().orElseThrow();
            assertThat(witness.change()).isEqualTo(Change.DOCUMENT_SHOWN);
            assertThat(witness.values().get("document.tags")).asString().contains("legal-hold");
            assertThat(witness.before()).isEqualTo("request allowed by 10-request.yaml#staff, document withheld");
            assertThat(witness.after())
                    .isEqualTo("document shown by 20-rules.yaml#own and 30-models.yaml#up-to-the-ceiling");
        });
        assertThat(difference.witnesses()).extracting(PolicyWitness::change).containsExactly(Change.DOCUMENT_SHOWN);
    }

    @Test
    void aNarrowedAllowWithholdsADocumentThatOnlyABoundaryTellsApart() {
        var difference = difference("20-rules.yaml",
                text -> text.replace("classification <= subject", "classification < subject"));
        var witness = difference.changes().getFirst().witness().orElseThrow();
        assertThat(witness.change()).isEqualTo(Change.DOCUMENT_WITHHELD);
        assertThat(witness.values().get("document.classification"))
                .isEqualTo(witness.values().get("subject.clearance"));
    }

    @Test
    void everyChangeHasAnExampleOfItsOwn() {
        var difference = difference(Map.of(
                "10-request.yaml",
                rules("RequestPolicy", rule("staff", "allow", "\"staff\" in subject.roles"),
                        rule("night", "deny", "request.hour >= 22 || request.hour < 6"),
                        rule("guests", "allow", "\"guest\" in subject.roles && request.purpose == \"visit\"")),
                "40-obligations.yaml",
                rules("ObligationPolicy", obligation("all", "true", "{ citations: { minimum: 2 } }")),
                "30-models.yaml",
                Given.MODELS.replace("hosting: external, ceiling: internal", "hosting: external, ceiling: public")));
        assertThat(difference.changes()).extracting(PolicyChange::what).containsExactly(
                "10-request.yaml#guests", "10-request.yaml#night", "40-obligations.yaml#all", "model remote");
        assertThat(difference.changes()).extracting(change -> change.witness().orElseThrow().change()).containsExactly(
                Change.REQUEST_ALLOWED, Change.REQUEST_REFUSED, Change.OTHER_OBLIGATIONS, Change.DOCUMENT_WITHHELD);
        assertThat(difference.changes().getLast().witness().orElseThrow().values()).containsEntry("model.id", "remote");
    }

    @Test
    void aFieldThatBecomesRequiredIsAChangeOfTheVocabulary() {
        var difference = difference(Map.of("00-vocabulary.yaml", Given.VOCABULARY.replace(
                "region:         { type: string,       required: false",
                "region:         { type: string,       required: true ")));
        assertThat(difference.changes()).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo("vocabulary");
            assertThat(change.witness().orElseThrow().change()).isEqualTo(Change.DOCUMENT_WITHHELD);
        });
    }

    @Test
    void theShippedPoliciesGiveAnExampleForEachRuleThatIsTakenAway() throws IOException {
        try (var redactor = Redactor.of(RedactionSettings.defaults())) {
            var loader = new PolicyLoader(PolicySettings.defaults(), redactor);
            var shipped = loader.load(Path.of("policies"));
            for (var rule : new String[]{"20-retrieval-halden.yaml#embargo",
                    "20-retrieval-halden.yaml#eu-personal-data",
                    "21-retrieval-clinic.yaml#emergency", "30-models.yaml#health-data-stays-inside",
                    "10-request.yaml#treatment-on-own-models", "40-obligations.yaml#secret-material"}) {
                var other = loader.load(without(rule));
                assertThat(PolicyDifference.between(shipped, other).changes()).as(rule).singleElement()
                        .satisfies(change -> assertThat(change.witness()).as(rule).isPresent());
            }
        }
    }

    /// A copy of the shipped folder without a rule.
    private Path without(String reference) throws IOException {
        var copy = new TreeMap<String, String>();
        try (var files = Files.list(Path.of("policies"))) {
            files.filter(Files::isRegularFile).forEach(file -> copy.put(file.getFileName().toString(), read(file)));
        }
        String file = reference.substring(0, reference.indexOf('#'));
        String text = Objects.requireNonNull(copy.get(file));
        int start = text.indexOf("    - id: " + reference.substring(file.length() + 1) + "\n");
        int next = text.indexOf("\n    - id: ", start);
        copy.put(file, text.substring(0, start) + (next < 0 ? "" : text.substring(next + 1)));
        var target = folder.resolve("without-" + ++folders);
        Given.write(target, copy);
        return target;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private PolicyDifference difference(String file, UnaryOperator<String> edit) {
        return difference(Map.of(file, edit.apply(Objects.requireNonNull(BASE.get(file)))));
    }

    private PolicyDifference difference(Map<String, String> changed) {
        var files = new HashMap<>(BASE);
        files.putAll(changed);
        return PolicyDifference.between(Given.loadWith(folder.resolve("a"), BASE),
                Given.loadWith(folder.resolve("b"), files));
    }
}
