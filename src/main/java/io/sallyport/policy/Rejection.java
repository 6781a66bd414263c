package io.sallyport.policy;

import java.time.Instant;
import java.util.List;

/// What the policy folder holds does not load, so the bundle before it stays in force.
///
/// @param files    what was found
/// @param at       when
/// @param problems all problems, sorted; at least one
public record Rejection(PolicyFiles files, Instant at, List<Problem> problems) {

    public Rejection {
        problems = List.copyOf(problems);
    }

    /// The revision that was rejected.
    public PolicyRevision revision() {
        return files.revision();
    }
}
