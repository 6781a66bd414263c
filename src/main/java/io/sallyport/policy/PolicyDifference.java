package io.sallyport.policy;

import java.util.List;

/// What another bundle would decide differently, shown by examples. Each example was decided by both bundles; that none
/// was found does not prove that there is none, unless nothing that decides differs.
///
/// @param before    revision of the one bundle
/// @param after     revision of the other
/// @param changes   rules, models and words that differ in what decides, sorted; layout and comments do not
/// @param witnesses one example for each way in which a decision changed
/// @param tries     how many situations were tried; 0 when there is no change
public record PolicyDifference(
        PolicyRevision before,
        PolicyRevision after,
        List<PolicyChange> changes,
        List<PolicyWitness> witnesses,
        int tries) {

    private static final long SEED = 20_261_120;
    private static final int TRIES = 10_000;

    public PolicyDifference {
        changes = List.copyOf(changes);
        witnesses = List.copyOf(witnesses);
    }

    /// Compares two bundles. Takes the same time and finds the same each time: the search is seeded.
    public static PolicyDifference between(PolicySet before, PolicySet after) {
        return between(before, after, SEED, TRIES);
    }

    static PolicyDifference between(PolicySet before, PolicySet after, long seed, int tries) {
        var changes = Changes.between(before.book(), after.book());
        return changes.isEmpty()
                ? new PolicyDifference(before.revision(), after.revision(), changes, List.of(), 0)
                : new WitnessSearch(before, after, changes, seed).search(tries);
    }

    /// Whether an example shows that something is decided differently.
    public boolean isShown() {
        return !witnesses.isEmpty();
    }
}
