package io.sallyport.policy;

import static io.sallyport.policy.Given.claims;
import static io.sallyport.policy.Given.obligation;
import static io.sallyport.policy.Given.permit;
import static io.sallyport.policy.Given.request;
import static io.sallyport.policy.Given.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.document.Classification;
import io.sallyport.redaction.EntityType;
import io.sallyport.redaction.Treatment;

class ObligationTests {

    @TempDir
    private Path folder;

    @Test
    void anObligationRuleThatErrsRefusesTheRequest() {
        var policies = with(obligation("mfa", "subject.mfa", "{ citations: { minimum: 1 } }"));
        var denied = Given.deny(policies, request(claims()));
        assertThat(denied.rule()).contains(new RuleReference("40.yaml", "mfa"));
        assertThat(denied.reason()).isEqualTo("An obligation of this request cannot be determined.");
        assertThat(denied.hidden()).isFalse();
    }

    @Test
    void anObligationRuleThatErrsOnTheSecondLookRefusesTheAnswer() {
        var policies = with(
                obligation(
                        "late",
                        "request.classification > level.internal && subject.mfa",
                        "{ citations: { minimum: 1 } }"));
        var permit = permit(policies, request(claims()));
        assertThat(permit.obligationsAt(level("internal", 1))).isInstanceOf(Permit.class);
        assertThat(permit.obligationsAt(level("secret", 3))).isInstanceOf(Deny.class);
    }

    @Test
    void aClassificationThatTheVocabularyDoesNotHaveRefuses() {
        var permit = permit(with(), request(claims()));
        assertThat(permit.obligationsAt(level("topmost", 9))).isInstanceOf(Deny.class);
        assertThat(permit.obligationsAt(level("secret", 0))).isInstanceOf(Deny.class);
    }

    @Test
    void allMatchingRulesApplyAndTheStricterWins() {
        var obligations = permit(
                with(
                        obligation(
                                "a",
                                "true",
                                "{ redact: { entities: [EMAIL_ADDRESS], treatment: pseudonym, restore: subject }, "
                                        + "citations: { minimum: 1 }, limits: { requestsPerMinute: 30, maxDocuments: 5 } }"),
                        obligation(
                                "b",
                                "true",
                                "{ redact: { entities: [EMAIL_ADDRESS, BANK], treatment: pseudonym }, "
                                        + "citations: { minimum: 3 }, limits: { requestsPerMinute: 60 } }"),
                        obligation("c", "false", "{ redact: { entities: [BANK], treatment: remove } }"),
                        obligation("d", "true", "{ redact: { entities: [IBAN_CODE], treatment: mask, keepLast: 4 } }"),
                        obligation("e", "true", "{ redact: { entities: [EMAIL_ADDRESS], treatment: keep } }")),
                request(claims())).obligations();
        assertThat(obligations.redaction().treatments()).isEqualTo(
                Map.of(
                        EntityType.EMAIL_ADDRESS,
                        new Treatment.Pseudonym(Treatment.Restore.NOBODY),
                        EntityType.CREDIT_CARD,
                        new Treatment.Pseudonym(Treatment.Restore.NOBODY),
                        EntityType.IBAN_CODE,
                        new Treatment.Mask(4)));
        assertThat(obligations.minimumCitations()).isEqualTo(3);
        assertThat(obligations.requestsPerMinute()).isEqualTo(OptionalInt.of(30));
        assertThat(obligations.maxDocuments()).isEqualTo(OptionalInt.of(5));
        assertThat(obligations.rules()).extracting(RuleReference::rule).containsExactly("a", "b", "d", "e");
        assertThat(obligations.applied()).hasSize(8);
    }

    @Test
    void theSecondLookAddsAndNeverTakesAway() {
        var policies = with(
                obligation("low", "request.classification == level.public", "{ citations: { minimum: 2 } }"),
                obligation("high", "request.classification >= level.secret", "{ limits: { maxDocuments: 1 } }"));
        var permit = permit(policies, request(claims()));
        assertThat(permit.obligations().minimumCitations()).isEqualTo(2);
        assertThat(permit.obligations().maxDocuments()).isEmpty();
        var second = ((Permit) permit.obligationsAt(level("secret", 3))).obligations();
        assertThat(second.minimumCitations()).isEqualTo(2);
        assertThat(second.maxDocuments()).isEqualTo(OptionalInt.of(1));
        assertThat(second.rules()).extracting(RuleReference::rule).containsExactly("low", "high");
    }

    @Test
    void obligationRulesReadTheModel() {
        var policies = with(obligation("remote", "model.hosting == \"external\"", "{ limits: { maxDocuments: 8 } }"));
        assertThat(permit(policies, request(claims(), "local")).obligations().maxDocuments()).isEmpty();
        assertThat(permit(policies, request(claims(), "remote")).obligations().maxDocuments())
                .isEqualTo(OptionalInt.of(8));
    }

    private PolicySet with(String... obligations) {
        var files = obligations.length == 0
                ? Map.<String, String>of()
                : Map.of("40.yaml", rules("ObligationPolicy", obligations));
        return Given.loadWith(folder, files);
    }

    private static Classification level(String name, int rank) {
        return new Classification(name, rank);
    }

    @Test
    void withoutObligationsNothingIsAsked() {
        assertThat(permit(with(), request(claims())).obligations()).satisfies(none -> {
            assertThat(none.redaction().isEmpty()).isTrue();
            assertThat(none.minimumCitations()).isZero();
            assertThat(none.applied()).isEqualTo(List.of());
        });
    }
}
