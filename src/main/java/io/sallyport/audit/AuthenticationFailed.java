package io.sallyport.audit;

import java.time.Instant;

/// Requests were turned away with 401; summed so that a flood cannot fill the disk.
///
/// @param reason why
/// @param count how many
/// @param from start of the time summed
/// @param to its end
public record AuthenticationFailed(AuthenticationFailure reason, long count, Instant from,
        Instant to) implements OperationalEvent {

    public AuthenticationFailed {
        Require.notNegative(count, "count");
    }
}
