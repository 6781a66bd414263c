package io.sallyport.policy;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Says which bundle is in force.
final class PolicyHealthIndicator implements HealthIndicator {

    private final DecisionPoint decisions;

    PolicyHealthIndicator(DecisionPoint decisions) {
        this.decisions = decisions;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("revision", decisions.current().revision().value()).build();
    }
}
