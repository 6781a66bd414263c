package io.sallyport.audit;

import java.time.Duration;
import java.util.Optional;

/// How the log is.
///
/// @param ready whether requests can be recorded: not poisoned, above low water, a durable append within 60 s
/// @param poisoned what poisoned it, if anything did
/// @param lowWater whether only what is under way is finished
/// @param sinceLastDurable age of the last durable append
/// @param size number of durable entries
/// @param origin origin of the log
/// @param epoch count of writer starts
/// @param openRequests requests not closed
/// @param spaceFree bytes free on the volume
public record AuditState(boolean ready, Optional<String> poisoned, boolean lowWater, Duration sinceLastDurable,
        long size,
        String origin, long epoch, int openRequests, long spaceFree) {}
