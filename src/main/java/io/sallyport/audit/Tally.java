package io.sallyport.audit;

import java.time.Duration;
import java.util.Optional;

/// How far a request came.
///
/// @param calls model calls made
/// @param windows windows released
/// @param bytes bytes of text sent to the caller
/// @param usage what the provider reports
/// @param duration time since the request was received
public record Tally(int calls, int windows, long bytes, Optional<Consumption> usage, Duration duration) {

    public Tally {
        Require.notNegative(calls, "calls");
        Require.notNegative(windows, "windows");
        Require.notNegative(bytes, "bytes");
    }
}
