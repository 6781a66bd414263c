package io.sallyport.audit;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Health `audit`: out of service as soon as requests can no longer be recorded.
record AuditHealthIndicator(AuditLog log) implements HealthIndicator {

    @Override
    public Health health() {
        AuditState state = log.state();
        Health.Builder health = state.ready() ? Health.up() : Health.outOfService();
        if (state.poisoned().isPresent()) {
            health = Health.down();
        }
        return health.withDetail("origin", state.origin()).withDetail("epoch", state.epoch())
                .withDetail("size", state.size()).withDetail("lowWater", state.lowWater())
                .withDetail("poisoned", state.poisoned().isPresent())
                .withDetail("secondsSinceLastDurable", state.sinceLastDurable().toSeconds())
                .withDetail("openRequests", state.openRequests()).withDetail("spaceFree", state.spaceFree()).build();
    }
}
