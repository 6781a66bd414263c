package io.sallyport.policy;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.sallyport.document.Schema;
import io.sallyport.redaction.Redactor;

/// Loads the policies at start; without a bundle that loads there is no application.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicySettings.class)
class PolicyConfiguration {

    @Bean
    PolicyLoader policyLoader(PolicySettings settings, Redactor redactor) {
        return new PolicyLoader(settings, redactor);
    }

    @Bean
    DecisionPoint decisionPoint(PolicySettings settings, PolicyLoader loader) {
        try {
            return new DecisionPoint(loader.load(settings.folder()));
        } catch (PolicyProblems problems) {
            throw new PoliciesNotLoaded(settings.directory(), problems);
        }
    }

    /// The schema documents are written by. Stored levels are positions, so it stays for the life of the application.
    @Bean
    Schema schema(DecisionPoint decisionPoint) {
        return decisionPoint.current().schema();
    }
}
