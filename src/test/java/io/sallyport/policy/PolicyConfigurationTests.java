package io.sallyport.policy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

import io.sallyport.audit.AuditEntry;
import io.sallyport.audit.AuditLog;
import io.sallyport.audit.AuditSettings;
import io.sallyport.audit.EntryFilter;
import io.sallyport.audit.EntryOrder;
import io.sallyport.audit.Halt;
import io.sallyport.dev.AuditKeyFiles;
import io.sallyport.document.HeldSchema;
import io.sallyport.document.Schema;
import io.sallyport.redaction.RedactionSettings;
import io.sallyport.redaction.Redactor;

/// The application starts with policies or not at all.
class PolicyConfigurationTests {

    @TempDir
    private Path folder;

    @TempDir
    private Path kept;

    @Test
    void aFolderThatDoesNotLoadStopsTheStartAndNamesThePropertyAndEveryProblem() {
        Given.write(folder, Map.of("a.yaml", "kind: Vocabulary\n", "b.yml", ""));
        runner().run(context -> {
            assertThat(context).hasFailed();
            var failure = requireNonNull(
                    new PoliciesNotLoadedAnalyzer().analyze(requireNonNull(context.getStartupFailure())));
            assertThat(failure.getDescription()).contains("sallyport.policies.directory", folder.toString())
                    .contains("a.yaml:1:1: missing 'spec'")
                    .contains("b.yml: is not read; rename it to end with .yaml");
            assertThat(failure.getAction()).contains("sallyport.policies.directory");
        });
    }

    @Test
    void aFolderThatLoadsGivesADecisionPointAndASchema() {
        Given.write(folder, Map.of("00-vocabulary.yaml", Given.VOCABULARY));
        runner().withPropertyValues("sallyport.policies.zone=Europe/Berlin").run(context -> {
            var policies = context.getBean(DecisionPoint.class).current();
            assertThat(context.getBean(Schema.class)).isEqualTo(policies.schema());
            assertThat(published(context.getBean(AuditLog.class))).singleElement().asString()
                    .contains(policies.revision().value(), "00-vocabulary.yaml");
            assertThat(context.getBean(PolicySettings.class).zone().getId()).isEqualTo("Europe/Berlin");
        });
    }

    @Test
    void anEditOfTheFolderTakesEffectByItself() throws Exception {
        Given.write(folder, Map.of("00-vocabulary.yaml", Given.VOCABULARY));
        runner().withPropertyValues("sallyport.policies.interval=20ms").run(context -> {
            var decisions = context.getBean(DecisionPoint.class);
            var before = decisions.current().revision();
            Given.write(folder, Map.of("30-models.yaml", Given.MODELS));
            for (int waited = 0; waited < 1_000 && decisions.current().revision().equals(before); waited++) {
                Thread.sleep(20);
            }
            assertThat(decisions.current().revision()).isEqualTo(PolicyFiles.in(folder).revision());
        });
    }

    @Test
    void aCandidateIsTriedByItselfAndNotPublished(@TempDir Path candidate) throws Exception {
        Given.write(folder, Map.of("00-vocabulary.yaml", Given.VOCABULARY));
        runner().withPropertyValues("sallyport.policies.interval=20ms",
                "sallyport.policies.shadow.directory=" + candidate).run(context -> {
                    var shadow = context.getBean(ShadowPolicies.class);
                    var before = context.getBean(DecisionPoint.class).current();
                    assertThat(shadow.state().trial()).isEmpty();
                    Given.write(candidate, Map.of("00-vocabulary.yaml", Given.VOCABULARY + "# candidate\n"));
                    for (int waited = 0; waited < 1_000 && shadow.state().trial().isEmpty(); waited++) {
                        Thread.sleep(20);
                    }
                    assertThat(shadow.state().trial().orElseThrow().revision())
                            .isEqualTo(PolicyFiles.in(candidate).revision()).isNotEqualTo(before.revision());
                    assertThat(context.getBean(DecisionPoint.class).current()).isSameAs(before);
                    assertThat(published(context.getBean(AuditLog.class))).hasSize(1);
                });
    }

    @Test
    void aCandidateInsideThePolicyFolderStopsTheStart() {
        Given.write(folder, Map.of("00-vocabulary.yaml", Given.VOCABULARY));
        runner().withPropertyValues("sallyport.policies.shadow.directory=" + folder.resolve("candidate"))
                .run(context -> assertThat(context).getFailure().rootCause()
                        .hasMessageContaining("sallyport.policies.shadow.directory"));
    }

    private static List<String> published(AuditLog log) {
        var filter = EntryFilter.all().ofKind("PolicyPublished");
        return log.entries(filter, EntryOrder.OLDEST_FIRST, OptionalLong.empty(), 10).entries().stream()
                .map(AuditEntry::json).toList();
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner().withUserConfiguration(Detectors.class, PolicyConfiguration.class)
                .withPropertyValues("sallyport.policies.directory=" + folder, "sallyport.policies.last-good=" + kept);
    }

    static class Detectors {

        @Bean(destroyMethod = "close")
        AuditLog auditLog() throws IOException {
            var stream = new AuditSettings.Stream(AuditSettings.Mode.WINDOW, Duration.ofMillis(250),
                    DataSize.ofKilobytes(2));
            var folder = Files.createTempDirectory("sallyport-policy-");
            var keys = AuditKeyFiles.in(folder.resolve("keys"));
            var settings = new AuditSettings(folder.resolve("audit"), "sallyport", "0",
                    DataSize.ofMegabytes(16), DataSize.ofMegabytes(16), Duration.ofSeconds(5),
                    keys.sealing().toString(), keys.reference().toString(), stream);
            return AuditLog.open(settings, Clock.systemUTC(), new SimpleMeterRegistry(), Halt.process());
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        HeldSchema heldSchema() {
            return wanted -> List.of();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Redactor redactor() {
            return Redactor.of(RedactionSettings.defaults());
        }
    }
}
