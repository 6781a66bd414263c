package io.sallyport.audit;

import java.time.Instant;

/// Entries could not be recorded for a while, so requests were refused or cut short.
///
/// @param reason why
/// @param count how many appends were turned away
/// @param from start of the time summed
/// @param to its end
public record AuditWasUnavailable(Unavailability reason, long count, Instant from,
        Instant to) implements OperationalEvent {

    public AuditWasUnavailable {
        Require.notNegative(count, "count");
    }
}
