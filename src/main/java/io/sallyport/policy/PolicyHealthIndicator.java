package io.sallyport.policy;

import java.util.List;
import java.util.Map;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Says which bundle is in force, and whether the policy folder holds another one that does not load. That is no reason
/// to take the gateway out of service: it decides by the bundle in force.
final class PolicyHealthIndicator implements HealthIndicator {

    private static final int MOST_PROBLEMS = 5;

    private final LivePolicies live;

    PolicyHealthIndicator(LivePolicies live) {
        this.live = live;
    }

    @Override
    public Health health() {
        var state = live.state();
        var health = Health.up()
                .withDetail("revision", state.live().revision().value())
                .withDetail("since", state.live().at().toString())
                .withDetail("stale", state.rejected().isPresent())
                .withDetail("keptForRestart", live.isKept());
        state.rejected().ifPresent(rejection -> health.withDetail("rejected", details(rejection)));
        return health.build();
    }

    private static Map<String, Object> details(Rejection rejection) {
        List<String> first = rejection.problems().stream().limit(MOST_PROBLEMS).map(Problem::toString).toList();
        return Map.of(
                "revision", rejection.revision().value(),
                "at", rejection.at().toString(),
                "problems", rejection.problems().size(),
                "first", first);
    }
}
