package io.sallyport.policy;

import java.time.Clock;
import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.sallyport.audit.AuditLog;
import io.sallyport.document.HeldSchema;
import io.sallyport.document.Schema;
import io.sallyport.redaction.Redactor;

/// Loads the policies at start, and again whenever they change; without a bundle that loads there is no application.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PolicySettings.class, PublishingSettings.class, ShadowSettings.class})
class PolicyConfiguration {

    @Bean
    PolicyLoader policyLoader(PolicySettings settings, Redactor redactor) {
        return new PolicyLoader(settings, redactor);
    }

    @Bean
    LastGood lastGood(PublishingSettings settings) {
        return new LastGood(settings.lastGood());
    }

    @Bean
    PolicyStart policyStart(
            PolicySettings settings,
            PolicyLoader loader,
            LastGood lastGood,
            HeldSchema held,
            AuditLog log,
            Clock clock) {
        return PolicyStart.of(settings, loader, lastGood, held, log, clock);
    }

    @Bean
    DecisionPoint decisionPoint(PolicyStart start) {
        return new DecisionPoint(start.bundle());
    }

    @Bean
    LivePolicies livePolicies(
            PolicyStart start,
            PolicyLoader loader,
            DecisionPoint decisions,
            AuditLog log,
            LastGood lastGood,
            MeterRegistry meters,
            Clock clock) {
        return new LivePolicies(start, loader, decisions, log, lastGood, new PolicyMeters(meters), clock);
    }

    @Bean
    PolicyDirectory policyDirectory(PolicySettings settings, PublishingSettings publishing, LivePolicies live) {
        return new PolicyDirectory(settings.folder(), publishing.mayWrite(), live);
    }

    @Bean
    DirectoryWatch directoryWatch(PolicySettings settings, PublishingSettings publishing, LivePolicies live) {
        return new DirectoryWatch("sallyport-policies", settings.folder(), publishing.interval(), new LiveFolder(live));
    }

    @Bean
    ShadowPolicies shadowPolicies(ShadowSettings settings, DecisionPoint decisions, MeterRegistry meters, Clock clock) {
        return new ShadowPolicies(settings.isOn(), decisions, new ShadowMeters(meters), clock);
    }

    /// A candidate is watched as the policies in force are, but never put in force.
    @Bean
    DirectoryWatch shadowWatch(
            ShadowSettings settings,
            PolicySettings policies,
            PublishingSettings publishing,
            LivePolicies live,
            ShadowPolicies shadow) {
        settings.requireApartFrom(policies.folder());
        var interval = settings.isOn() ? publishing.interval() : Duration.ZERO;
        return new DirectoryWatch(
                "sallyport-shadow-policies", settings.folder(), interval, new ShadowFolder(settings, live, shadow));
    }

    @Bean
    PolicyHealthIndicator policyHealthIndicator(LivePolicies live, ShadowPolicies shadow) {
        return new PolicyHealthIndicator(live, shadow);
    }

    /// The schema documents are written by. Stored levels are positions, so it stays for the life of the application.
    @Bean
    Schema schema(PolicyStart start) {
        return start.bundle().schema();
    }
}
