package io.sallyport.policy;

import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.PolicyPublished;
import io.sallyport.document.Schema;
import io.sallyport.redaction.Redactor;

/// Loads the policies at start; without a bundle that loads there is no application.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicySettings.class)
class PolicyConfiguration {

    private static final int MOST_FILES_RECORDED = 128;

    @Bean
    PolicyLoader policyLoader(PolicySettings settings, Redactor redactor) {
        return new PolicyLoader(settings, redactor);
    }

    @Bean
    DecisionPoint decisionPoint(PolicySettings settings, PolicyLoader loader, AuditLog log) {
        try {
            var bundle = loader.load(settings.folder());
            log.append(new PolicyPublished(bundle.revision().value(),
                    bundle.files().stream().limit(MOST_FILES_RECORDED).toList(), Optional.empty()));
            return new DecisionPoint(bundle);
        } catch (PolicyProblems problems) {
            throw new PoliciesNotLoaded(settings.directory(), problems);
        }
    }

    @Bean
    PolicyHealthIndicator policyHealthIndicator(DecisionPoint decisionPoint) {
        return new PolicyHealthIndicator(decisionPoint);
    }

    /// The schema documents are written by. Stored levels are positions, so it stays for the life of the application.
    @Bean
    Schema schema(DecisionPoint decisionPoint) {
        return decisionPoint.current().schema();
    }
}
