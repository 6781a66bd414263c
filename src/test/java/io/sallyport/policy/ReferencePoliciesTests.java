package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.redaction.EntityType;

/// The bundle of the policy reference loads with its eight cases. Its obligations are without `retention`, which nobody
/// carries out yet; entity types without a detector yet are stood in for by others.
class ReferencePoliciesTests {

    private static final EntityNames STAND_INS = new EntityNames() {

        private final Map<String, Set<EntityType>> known = Map.of(
                "CREDIT_CARD", Set.of(EntityType.CREDIT_CARD),
                "IBAN_CODE", Set.of(EntityType.IBAN_CODE),
                "EMAIL_ADDRESS", Set.of(EntityType.EMAIL_ADDRESS),
                "PHONE_NUMBER", Set.of(EntityType.PHONE_NUMBER),
                "SECRET", Set.of(EntityType.IP_ADDRESS),
                "PERSON", Set.of(EntityType.US_SSN),
                "NATIONAL_ID", Set.of(EntityType.US_SSN),
                "HEALTH_ID", Set.of(EntityType.US_SSN));

        @Override
        public Optional<Set<EntityType>> named(String name) {
            return Optional.ofNullable(known.get(name));
        }

        @Override
        public Set<String> names() {
            return known.keySet();
        }
    };

    @TempDir
    private Path folder;

    @Test
    void theBundleLoadsWithItsEightCases() throws IOException {
        var policies = load(files());
        assertThat(policies.coverage().cases()).isEqualTo(8);
        assertThat(policies.coverage().neverTrue()).extracting(RuleReference::rule)
                .contains("bulk-export-clients", "no-training")
                .doesNotContain("embargo", "gdpr-region", "break-glass");
    }

    @Test
    void withARuleChangedACaseFailsAndTheBundleDoesNotLoad() throws IOException {
        var files = files();
        files.replaceAll((name, text) -> text.replace(
                "document.embargoUntil > request.time", "document.embargoUntil < request.time"));
        assertThatExceptionOfType(PolicyProblems.class).isThrownBy(() -> load(files))
                .satisfies(thrown -> assertThat(thrown.problems()).hasSize(3).allSatisfy(problem -> {
                    assertThat(problem.file()).isEqualTo("tests/bank.test.yaml");
                    assertThat(problem.path()).endsWith(".expect.documents");
                    assertThat(problem.message()).contains("results is admitted by rule");
                }));
    }

    private PolicySet load(Map<String, String> files) {
        Given.write(folder, files);
        return new PolicyLoader(PolicySettings.defaults(), STAND_INS).load(folder);
    }

    private static Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        var root = root();
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static Path root() {
        try {
            var folder = ReferencePoliciesTests.class.getResource("/policies/reference");
            return Path.of(Objects.requireNonNull(folder, "no /policies/reference").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
