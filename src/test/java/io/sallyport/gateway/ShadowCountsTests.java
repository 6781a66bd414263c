package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

class ShadowCountsTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
    private final Clock clock = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    };

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void countsAreSpreadOverTheMinute() {
        var counts = new ShadowCounts(6, clock);
        assertThat(counts.begin()).isTrue();
        counts.end();
        pass(Duration.ofMillis(9_999));
        assertThat(counts.begin()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(counts.begin()).isTrue();
    }

    @Test
    void oneAtATime() {
        var counts = new ShadowCounts(600, clock);
        assertThat(counts.begin()).isTrue();
        pass(Duration.ofHours(1));
        assertThat(counts.begin()).isFalse();
        counts.end();
        assertThat(counts.begin()).isTrue();
    }

    @Test
    void noneIsNever() {
        assertThat(new ShadowCounts(0, clock).begin()).isFalse();
    }
}
