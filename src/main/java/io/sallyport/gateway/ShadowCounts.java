package io.sallyport.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Bounds how often the index is asked for a candidate's sake: one at a time, and evenly so many a minute.
final class ShadowCounts {

    private final int perMinute;
    private final Clock clock;
    private Optional<Instant> last = Optional.empty();
    private boolean busy;

    /// @param perMinute 0 = never
    ShadowCounts(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /// Whether it may be asked now; then [#end] follows.
    synchronized boolean begin() {
        var now = clock.instant();
        if (busy || perMinute == 0 || last.filter(before -> now.isBefore(before.plus(pause()))).isPresent()) {
            return false;
        }
        busy = true;
        last = Optional.of(now);
        return true;
    }

    private Duration pause() {
        return Duration.ofMinutes(1).dividedBy(perMinute);
    }

    synchronized void end() {
        busy = false;
    }
}
