package io.sallyport.gateway;

import java.time.Clock;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.AuditSettings;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.inference.Inference;
import io.sallyport.policy.DecisionPoint;
import io.sallyport.policy.ShadowPolicies;
import io.sallyport.policy.ShadowSettings;
import io.sallyport.redaction.PseudonymScopes;
import io.sallyport.redaction.Redactor;
import io.sallyport.retrieval.Census;
import io.sallyport.retrieval.Retriever;

/// Wires the pipeline.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CallerSettings.class, AnswerSettings.class})
class GatewayConfiguration {

    @Bean
    Answering answering(
            Inference inference, Retriever retriever, AnswerSettings settings, AuditSettings audit) {
        var memory = new AnswerMemory(settings.remember());
        var stream = audit.stream();
        var windows = new Delivery.Windows(
                stream.window(),
                (int) stream.bytes().toBytes(),
                stream.mode() == AuditSettings.Mode.BUFFER);
        return new Answering(inference, new History(memory, retriever), memory, windows);
    }

    @Bean
    PolicyImpact policyImpact(
            DecisionPoint decisions, CollectionCatalog catalog, Census census, AuditLog log, Clock clock) {
        return new PolicyImpact(decisions, catalog, census, log, clock);
    }

    @Bean
    Shadowing shadowing(
            ShadowPolicies shadow, ShadowSettings settings, Census census, AuditLog log, Clock clock) {
        var counts = new ShadowCounts(settings.countsPerMinute(), clock);
        return new Shadowing(shadow, new ShadowComparison(census, log, counts));
    }

    @Bean
    Gateway gateway(
            AuditLog log,
            DecisionPoint decisions,
            CollectionCatalog catalog,
            Retriever retriever,
            Redactor redactor,
            PseudonymScopes scopes,
            Inference inference,
            Answering answering,
            Shadowing shadowing,
            CallerSettings callers,
            AnswerSettings settings,
            Clock clock) {
        return new Gateway(
                log,
                decisions,
                catalog,
                retriever,
                redactor,
                scopes,
                inference,
                new Admittance(callers, clock),
                new RequestBudget(clock),
                answering,
                shadowing,
                settings);
    }
}
