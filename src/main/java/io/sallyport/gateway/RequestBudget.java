package io.sallyport.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.sallyport.gateway.Refusal.Kind;
import io.sallyport.identity.Subject;

/// Carries out `limits.requestsPerMinute`: counts the requests of a subject in each minute of the clock, those under one
/// limit apart from those under another, so that ordinary work uses up nothing of an emergency's.
final class RequestBudget {

    private static final int MOST_SUBJECTS = 200_000;

    private record Window(String issuer, String subject, int limit, long minute) {}

    private final Clock clock;
    private final Cache<Window, AtomicInteger> counts = Caffeine.newBuilder()
            .maximumSize(MOST_SUBJECTS)
            .expireAfterWrite(Duration.ofMinutes(2))
            .build();

    RequestBudget(Clock clock) {
        this.clock = clock;
    }

    void spend(Subject subject, OptionalInt perMinute) {
        if (perMinute.isEmpty()) {
            return;
        }
        long minute = clock.instant().getEpochSecond() / 60;
        var window = new Window(subject.issuer(), subject.id().value(), perMinute.getAsInt(), minute);
        if (counts.get(window, fresh -> new AtomicInteger()).incrementAndGet() > perMinute.getAsInt()) {
            throw new Refusal(
                    Kind.TOO_MANY, "At most %d requests a minute are allowed.".formatted(perMinute.getAsInt()));
        }
    }
}
