package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sallyport.document.AccessFilter;

/// The two gates agree: what the filter matches is what the original rules admit, in both directions, for random
/// vocabularies, policies, subjects and documents. A failure names its seed.
///
/// `-Dsallyport.laws.rounds=…` sets how many policies are tried, `-Dsallyport.laws.documents=…` on how many documents
/// each. Profile `law` runs it at full size, and [PolicyLawIT] asks Elasticsearch as well.
class PolicyLaws {

    private static final int DOCUMENTS = Integer.getInteger("sallyport.laws.documents", 60);

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("sallyport.laws.rounds", 60));
    }

    private static RandomWorld world(long seed) {
        return RandomWorld.of(new PolicyGenerator(seed), DOCUMENTS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFilterMatchesExactlyWhatTheRulesAdmit(long seed) {
        var world = world(seed);
        assertThat(world.disagreements(world.permit()::filter)).as("seed %d", seed).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRuleIsTranslatedExactlyInBothPolarities(long seed) throws FilterBudget.FilterTooLarge {
        var world = world(seed);
        for (var rule : world.documentRules()) {
            var polar = rule.condition().fill(world.known());
            for (var document : world.documents()) {
                world.variables(document).ifPresent(variables -> {
                    var outcome = rule.rule().outcome(variables);
                    assertThat(polar.whenTrue().matches(document)).as("seed %d: T of %s on %s", seed, rule, document)
                            .isEqualTo(outcome == Outcome.TRUE);
                    assertThat(polar.whenFalse().matches(document)).as("seed %d: F of %s on %s", seed, rule, document)
                            .isEqualTo(outcome == Outcome.FALSE);
                });
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRuleThatDecidesIsNamed(long seed) {
        var world = world(seed);
        var permit = world.permit();
        world.documents()
                .forEach(
                        document -> assertThat(permit.rulesFor(document).isEmpty()).as("seed %d", seed)
                                .isNotEqualTo(permit.admission().admits(document)));
    }

    @Test
    void theLawHasSomethingToDecide() {
        long admitted = seeds().limit(60)
                .mapToObj(PolicyLaws::world)
                .mapToLong(world -> world.documents().stream().filter(world.permit().admission()::admits).count())
                .sum();
        assertThat(admitted).isBetween(60L, 60L * DOCUMENTS / 2);
    }

    /// A translation that negates without asking whether the field exists is the classic over-grant.
    @Test
    void theLawCatchesANegationThatForgetsMissingFields() {
        assertThat(caught(world -> PlantedBugs.forgetfulOfMissingFields(world.permit().filter()))).isPositive();
    }

    @Test
    void theLawCatchesADenyRuleThatIsMerelyNotTrue() {
        assertThat(caught(PolicyLaws::notDefinitelyTrue)).isPositive();
    }

    @Test
    void theLawCatchesAnAllowRuleThatIsMerelyNotFalse() {
        assertThat(caught(world -> world.stages(
                polar -> AccessFilter.not(polar.whenFalse()),
                Polar::whenFalse))).isPositive();
    }

    private static long caught(Function<RandomWorld, AccessFilter> naive) {
        return seeds().limit(60)
                .mapToObj(PolicyLaws::world)
                .filter(world -> !world.disagreements(() -> naive.apply(world)).isEmpty())
                .count();
    }

    private static AccessFilter notDefinitelyTrue(RandomWorld world) {
        return world.stages(Polar::whenTrue, polar -> AccessFilter.not(polar.whenTrue()));
    }
}
