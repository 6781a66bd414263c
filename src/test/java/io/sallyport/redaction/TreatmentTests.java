package io.sallyport.redaction;

import static io.sallyport.redaction.Treatment.Restore.NOBODY;
import static io.sallyport.redaction.Treatment.Restore.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreatmentTests {

    private static final List<Treatment> LAXEST_FIRST = List.of(new Treatment.Keep(), new Treatment.Pseudonym(SUBJECT),
            new Treatment.Pseudonym(NOBODY), new Treatment.Mask(4), new Treatment.Mask(0), new Treatment.Remove());

    @Test
    void ofTwoTreatmentsTheStricterWinsInEitherOrder() {
        for (int lax = 0; lax < LAXEST_FIRST.size(); lax++) {
            for (int strict = lax; strict < LAXEST_FIRST.size(); strict++) {
                Treatment one = LAXEST_FIRST.get(lax);
                Treatment other = LAXEST_FIRST.get(strict);
                assertThat(Treatment.stricter(one, other)).isEqualTo(other);
                assertThat(Treatment.stricter(other, one)).isEqualTo(other);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5, 16})
    void aMaskKeepsNoneToFour(int keepLast) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Treatment.Mask(keepLast));
    }

    @Test
    void plansMergeToTheStricterTreatmentOfEachType() {
        var one = new RedactionPlan(Map.of(EntityType.US_SSN, new Treatment.Remove(), EntityType.PHONE_NUMBER,
                new Treatment.Pseudonym(SUBJECT)));
        var other = new RedactionPlan(Map.of(EntityType.US_SSN, new Treatment.Keep(), EntityType.PHONE_NUMBER,
                new Treatment.Pseudonym(NOBODY), EntityType.IP_ADDRESS, new Treatment.Mask(2)));
        var merged = new RedactionPlan(Map.of(EntityType.US_SSN, new Treatment.Remove(), EntityType.PHONE_NUMBER,
                new Treatment.Pseudonym(NOBODY), EntityType.IP_ADDRESS, new Treatment.Mask(2)));
        assertThat(one.merge(other)).isEqualTo(merged);
        assertThat(other.merge(one)).isEqualTo(merged);
        assertThat(one.merge(RedactionPlan.none())).isEqualTo(one);
    }

    @Test
    void onlyPseudonymsOfTheSubjectAreRestored() {
        var plan = new RedactionPlan(Map.of(EntityType.US_SSN, new Treatment.Pseudonym(NOBODY), EntityType.PHONE_NUMBER,
                new Treatment.Pseudonym(SUBJECT), EntityType.IP_ADDRESS, new Treatment.Remove()));
        assertThat(EntityType.all().stream().filter(plan::restores)).containsExactly(EntityType.PHONE_NUMBER);
    }

    @Test
    void aPlanThatOnlyKeepsChangesNothing() {
        assertThat(RedactionPlan.none().isEmpty()).isTrue();
        assertThat(RedactionPlan.of(EntityType.all(), new Treatment.Keep()).isEmpty()).isTrue();
        assertThat(RedactionPlan.of(Set.of(EntityType.US_SSN), new Treatment.Mask(4)).isEmpty()).isFalse();
    }

    @Test
    void anUnknownEntityTypeDoesNotExistAndTheMessageDoesNotEchoIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EntityType("jane@acme.example"))
                .withMessageNotContaining("jane").withMessageContaining("EMAIL_ADDRESS");
    }
}
