package io.sallyport.audit;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/// The meters `sallyport.audit.*`.
final class AuditMeters {

    private static final String PREFIX = "sallyport.audit.";

    private final MeterRegistry registry;
    private final Timer append;
    private final Timer force;
    private final DistributionSummary batch;

    AuditMeters(MeterRegistry registry) {
        this.registry = registry;
        this.append = Timer.builder(PREFIX + "append").description("from asking to durable").register(registry);
        this.force = Timer.builder(PREFIX + "force").description("forcing a batch to disk").register(registry);
        this.batch = DistributionSummary.builder(PREFIX + "batch").description("entries per force").register(registry);
    }

    void appended(long nanoseconds) {
        append.record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    void forced(long nanoseconds) {
        force.record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    void batch(int entries) {
        batch.record(entries);
    }

    void refused(Unavailability reason) {
        registry.counter(PREFIX + "refusals", "reason", reason.wire()).increment();
    }

    <T> void gauge(String name, T source, ToDoubleFunction<T> value) {
        Gauge.builder(PREFIX + name, source, value).register(registry);
    }
}
