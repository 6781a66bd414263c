package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sallyport.policy.PolicyLaw.Counterexample;
import io.sallyport.policy.PolicyLaw.Counts;

/// Law: what the original rules admit is what the filter finds on a real Elasticsearch node, in both directions.
///
/// Short here; `mvn -Plaw verify` runs it at full size and prints the counts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyLawIT {

    private static final int DOCUMENTS = Integer.getInteger("sallyport.laws.documents", 400);
    private static final int POLICIES = Integer.getInteger("sallyport.laws.policies", 20);
    private static final long VOCABULARIES = Long.getLong("sallyport.laws.vocabularies", 3);

    private Counts counts = Counts.NONE;

    static LongStream seeds() {
        return LongStream.range(0, VOCABULARIES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rulesMemoryAndElasticsearchAdmitTheSameDocuments(long seed) {
        try (var law = new PolicyLaw(seed, DOCUMENTS, filter -> filter)) {
            var counterexample = law.counterexample(POLICIES);
            counts = counts.plus(law.counts());
            assertThat(counterexample).as("seed %d", seed).isEmpty();
            assertThat(law.counts().admitted()).as("documents admitted, seed %d", seed).isPositive();
        }
    }

    @AfterAll
    void printCounts() {
        System.out.println(counts);
    }

    /// The planted bug: negation without asking whether the field has a value.
    @Test
    void aNegationThatForgetsMissingFieldsIsCaught() {
        try (var law = new PolicyLaw(0, DOCUMENTS, PlantedBugs::forgetfulOfMissingFields)) {
            assertThat(law.counterexample(POLICIES)).hasValueSatisfying(PolicyLawIT::isSmallOverGrant);
            assertThat(law.counts().overGrants()).isPositive();
        }
    }

    private static void isSmallOverGrant(Counterexample found) {
        assertThat(found.toString()).contains("OVER-GRANT", "seed 0, policy " + found.draw());
        assertThat(found.inMemory()).isTrue();
        assertThat(found.inElasticsearch()).isTrue();
        assertThat(found.policy().retrieval().size() + found.policy().model().size()).isLessThanOrEqualTo(3);
        assertThat(found.policy().toString().length()).isLessThan(300);
    }
}
