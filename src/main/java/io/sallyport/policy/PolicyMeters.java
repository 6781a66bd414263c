package io.sallyport.policy;

import java.util.List;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/// The meters `sallyport.policies.*`.
final class PolicyMeters {

    private static final String PREFIX = "sallyport.policies.";

    private final MeterRegistry registry;
    private final Timer load;
    private final Counter published;
    private final Counter rejected;
    private final MultiGauge revision;

    PolicyMeters(MeterRegistry registry) {
        this.registry = registry;
        this.load = Timer.builder(PREFIX + "load").description("loading and testing a bundle").register(registry);
        this.published = Counter.builder(PREFIX + "published").description("bundles that took effect after the start")
                .register(registry);
        this.rejected = Counter.builder(PREFIX + "rejected").description("bundles that did not load after the start")
                .register(registry);
        this.revision = MultiGauge.builder(PREFIX + "revision").description("1 for the revision in force")
                .register(registry);
    }

    /// Shows the state from now on.
    void show(LivePolicies live) {
        gauge("stale", "1 while the policy folder holds what does not load", live,
                () -> live.state().rejected().isPresent() ? 1 : 0);
        gauge("problems", "problems of what the policy folder holds", live,
                () -> live.state().rejected().map(rejection -> rejection.problems().size()).orElse(0));
        gauge("since", "when the revision in force was published, in seconds since 1970", live,
                () -> live.state().live().at().getEpochSecond());
        show(live.state().live());
    }

    private void gauge(String name, String description, LivePolicies live, Supplier<Number> value) {
        Gauge.builder(PREFIX + name, live, ignored -> value.get().doubleValue())
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    void published(Publication publication) {
        published.increment();
        show(publication);
    }

    private void show(Publication publication) {
        revision.register(List.of(MultiGauge.Row.of(Tags.of("revision", publication.revision().value()), 1)), true);
    }

    void rejected() {
        rejected.increment();
    }

    <T> T timed(Supplier<T> work) {
        return load.record(work);
    }
}
