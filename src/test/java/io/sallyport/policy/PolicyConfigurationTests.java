package io.sallyport.policy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

import io.sallyport.document.Schema;
import io.sallyport.redaction.RedactionSettings;
import io.sallyport.redaction.Redactor;

/// The application starts with policies or not at all.
class PolicyConfigurationTests {

    @TempDir
    private Path folder;

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
            assertThat(context.getBean(PolicySettings.class).zone().getId()).isEqualTo("Europe/Berlin");
        });
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner().withUserConfiguration(Detectors.class, PolicyConfiguration.class)
                .withPropertyValues("sallyport.policies.directory=" + folder);
    }

    static class Detectors {

        @Bean
        Redactor redactor() {
            return Redactor.of(RedactionSettings.defaults());
        }
    }
}
