package io.sallyport.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts per reason, to be recorded as one entry each from time to time.
///
/// @param <K> the reasons
final class Sums<K extends Enum<K>> {

    /// How often a reason occurred in a time.
    record Sum<K>(K reason, long count, Instant from, Instant to) {}

    private final Class<K> reasons;
    private final Clock clock;
    private Map<K, Sum<K>> sums;

    Sums(Class<K> reasons, Clock clock) {
        this.reasons = reasons;
        this.clock = clock;
        this.sums = new EnumMap<>(reasons);
    }

    synchronized void count(K reason) {
        Instant now = clock.instant();
        add(new Sum<>(reason, 1, now, now));
    }

    /// Adds a sum, also one that was drained and could not be recorded.
    synchronized void add(Sum<K> sum) {
        sums.merge(sum.reason(), sum, (a, b) -> new Sum<>(a.reason(), a.count() + b.count(),
                a.from().isBefore(b.from()) ? a.from() : b.from(), a.to().isAfter(b.to()) ? a.to() : b.to()));
    }

    /// Takes all sums out.
    synchronized List<Sum<K>> drain() {
        List<Sum<K>> drained = new ArrayList<>(sums.values());
        sums = new EnumMap<>(reasons);
        return drained;
    }
}
