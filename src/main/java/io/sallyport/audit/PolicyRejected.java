package io.sallyport.audit;

import java.util.List;
import java.util.Optional;

/// A policy bundle did not load or failed its own tests; the one before stays in force.
///
/// @param revision the revision rejected
/// @param files its files, at most 128
/// @param problems how many problems it has
/// @param by who offered it; empty if it was found in the directory
public record PolicyRejected(String revision, List<FileDigest> files, int problems,
        Optional<SubjectReference> by) implements OperationalEvent {

    public PolicyRejected {
        Require.name(revision, "revision");
        files = Require.atMost(Require.NAMES, files, "files");
        Require.notNegative(problems, "problems");
    }
}
