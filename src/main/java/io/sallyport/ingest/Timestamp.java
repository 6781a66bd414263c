package io.sallyport.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Timestamps as writers send them.
final class Timestamp {

    /// What a timestamp looks like, for problems.
    static final String EXPECTED = "is an ISO 8601 date and time with a zone, such as 2026-09-14T08:30:00Z";

    private Timestamp() {}

    /// The instant cut to milliseconds; absent without a zone and outside the years 1 to 9999.
    static Optional<Instant> parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            Instant instant = time.toInstant().truncatedTo(ChronoUnit.MILLIS);
            int year = instant.atOffset(java.time.ZoneOffset.UTC).getYear();
            return year >= 1 && year <= 9999 ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
