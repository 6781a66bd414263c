package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example that two random bundles differ is one: asked again, they differ in that way. A failure names its seed.
class PolicyDifferenceLaws {

    private static final int TRIES = 600;

    static LongStream seeds() {
        return LongStream.range(0, Math.min(200, Long.getLong("sallyport.laws.rounds", 32)) / 4);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyWitnessIsDecidedDifferently(long seed) {
        var before = bundle(files(seed));
        var after = bundle(withoutOneRule(seed));
        var difference = PolicyDifference.between(before, after, seed, TRIES);
        assertThat(difference.changes()).as("seed %d", seed).singleElement()
                .extracting(PolicyChange::kind).isEqualTo(PolicyChange.Kind.REMOVED);
        for (var witness : difference.witnesses()) {
            assertThat(Judgement.of(before, witness.request(), witness.document())
                    .changeTo(Judgement.of(after, witness.request(), witness.document())))
                    .as("seed %d: %s", seed, witness)
                    .isEqualTo(Optional.of(witness.change()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aBundleDiffersFromItselfInNothing(long seed) {
        var difference = PolicyDifference.between(bundle(files(seed)), bundle(files(seed)), seed, TRIES);
        assertThat(difference.changes()).as("seed %d", seed).isEmpty();
        assertThat(difference.witnesses()).isEmpty();
    }

    @Test
    void thereAreDifferencesToFind() {
        long shown = seeds().filter(seed -> PolicyDifference
                .between(bundle(files(seed)), bundle(withoutOneRule(seed)), seed, TRIES).isShown()).count();
        assertThat(shown).isGreaterThanOrEqualTo(seeds().count() / 3);
    }

    private static Map<String, String> files(long seed) {
        return new PolicyGenerator(seed).policy().files();
    }

    /// Without the first deny rule about documents, or without the first allow rule where there is none.
    private static Map<String, String> withoutOneRule(long seed) {
        var files = new TreeMap<>(files(seed));
        files.computeIfPresent("20-retrieval.yaml", (name, text) -> {
            int start = Math.max(text.indexOf("    - id: deny-0"), text.indexOf("    - id: allow-0"));
            int next = text.indexOf("    - id: ", start + 1);
            String rest = text.substring(0, start) + (next < 0 ? "" : text.substring(next));
            return rest.contains("- id: ") ? rest : rest.replace("  rules:", "  rules: []");
        });
        return files;
    }

    private static PolicySet bundle(Map<String, String> files) {
        var log = new ProblemLog();
        var book = new BundleReader(Rulings.documents(files, log), new ObligationReader(Given.ENTITIES), log)
                .read("random").orElseThrow();
        log.throwIfAny();
        return new PolicySet(new PolicyRevision("0".repeat(64)), List.of(), book, PolicySettings.defaults());
    }
}
