package io.sallyport.gateway;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a candidate would change for requests of the audit log.
///
/// @param asked         how many of the newest decided requests were wanted
/// @param found         how many of them there were
/// @param since         when the oldest of them was decided; absent when there was none
/// @param cutShort      whether older ones may have been left unread for want of time
/// @param undecided     how many other requests began since then, of which no decision is recorded: they were refused before
///                      policy was asked, failed, or are under way
/// @param notReplayable how many of those found were not decided again, by reason
/// @param totals        in numbers of requests
/// @param requests      those decided again, alike ones together, the newest first
/// @param first         position of the oldest entry that was opened
/// @param last          position of the newest
public record ReplayReport(
        int asked,
        int found,
        Optional<Instant> since,
        boolean cutShort,
        int undecided,
        SortedMap<String, Integer> notReplayable,
        Totals totals,
        List<ReplayedRequest> requests,
        OptionalLong first,
        OptionalLong last) {

    public ReplayReport {
        notReplayable = Collections.unmodifiableSortedMap(new TreeMap<>(notReplayable));
        requests = List.copyOf(requests);
    }

    /// Numbers of requests.
    ///
    /// @param replayed     decided again
    /// @param newlyRefused that the bundle in force permits and the candidate refuses
    /// @param newlyAllowed the reverse
    /// @param losing       that the candidate would not give a document which they were given, and would be given now
    /// @param drifted      that were decided otherwise then than the bundle in force decides now
    public record Totals(int replayed, int newlyRefused, int newlyAllowed, int losing, int drifted) {}
}
