package io.sallyport.policy;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import io.sallyport.policy.ShadowDifference.Kind;

/// The meters `sallyport.policies.shadow.*`, over all candidates since the start.
final class ShadowMeters {

    private static final String PREFIX = "sallyport.policies.shadow.";

    private final MeterRegistry registry;
    private final Counter requests;
    private final Counter differing;
    private final Counter dropped;
    private final Counter failed;
    private final Counter unrecorded;
    private final Map<Kind, Counter> differences = new EnumMap<>(Kind.class);

    ShadowMeters(MeterRegistry registry) {
        this.registry = registry;
        this.requests = counter("requests", "requests a candidate was compared on");
        this.differing = counter("differing", "requests with a difference");
        this.dropped = counter("dropped", "requests not compared because too many waited");
        this.failed = counter("failed", "requests not compared, or not counted, because of a fault");
        this.unrecorded = counter("unrecorded", "requests whose difference could not be recorded");
        for (var kind : Kind.values()) {
            differences.put(kind, Counter.builder(PREFIX + "differences")
                    .description("requests that would be decided otherwise, by the way")
                    .tag("difference", kind.name().toLowerCase(Locale.ROOT))
                    .register(registry));
        }
    }

    private Counter counter(String name, String description) {
        return Counter.builder(PREFIX + name).description(description).register(registry);
    }

    /// Shows the state from now on.
    void show(ShadowPolicies shadow) {
        gauge("active", "1 while a candidate is compared", shadow, state -> state.trial().isPresent() ? 1 : 0);
        gauge("problems", "problems of what the shadow folder holds", shadow,
                state -> state.rejected().map(rejection -> rejection.problems().size()).orElse(0));
    }

    private void gauge(
            String name, String description, ShadowPolicies shadow, ToDoubleFunction<ShadowPolicies.State> value) {
        Gauge.builder(PREFIX + name, shadow, each -> value.applyAsDouble(each.state()))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    void compared(Set<Kind> kinds) {
        requests.increment();
        if (!kinds.isEmpty()) {
            differing.increment();
        }
        kinds.forEach(kind -> Optional.ofNullable(differences.get(kind)).ifPresent(Counter::increment));
    }

    void dropped() {
        dropped.increment();
    }

    void failed() {
        failed.increment();
    }

    void unrecorded() {
        unrecorded.increment();
    }
}
