package io.sallyport.audit;

import java.util.List;

/// What the last process left.
///
/// @param origin origin of the log
/// @param epoch highest epoch in the log, 0 for a new one
/// @param firsts first position of each segment
/// @param end where to go on
/// @param open requests to be closed
/// @param tornTails torn tails not yet recorded
record Recovered(String origin, long epoch, List<Long> firsts, TapeEnd end, OpenRequests open,
        List<TornTail> tornTails) {}
