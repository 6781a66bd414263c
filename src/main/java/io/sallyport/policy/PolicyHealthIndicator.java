package io.sallyport.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Says which bundle is in force, whether the policy folder holds another one that does not load, and which candidate is
/// tried beside it. That is no reason
/// to take the gateway out of service: it decides by the bundle in force.
final class PolicyHealthIndicator implements HealthIndicator {

    private static final int MOST_PROBLEMS = 5;

    private final LivePolicies live;
    private final ShadowPolicies shadow;

    PolicyHealthIndicator(LivePolicies live, ShadowPolicies shadow) {
        this.live = live;
        this.shadow = shadow;
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
        if (shadow.isOn()) {
            health.withDetail("shadow", details(shadow.state()));
        }
        return health.build();
    }

    private static Map<String, Object> details(ShadowPolicies.State state) {
        var details = new LinkedHashMap<String, Object>();
        state.trial().ifPresent(trial -> {
            details.put("revision", trial.revision().value());
            details.put("since", trial.since().toString());
        });
        state.rejected().ifPresent(rejection -> details.put("rejected", details(rejection)));
        return details;
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
