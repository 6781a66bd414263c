package io.sallyport.audit;

import java.util.List;
import java.util.Optional;

/// A policy bundle did not load or failed its own tests; the one before stays in force.
///
/// @param revision the revision rejected
/// @param files its files, at most 128
/// @param difference how it differs from the one in force
/// @param problems how many problems it has
/// @param firstProblems the first of them, with file and line; at most 128
/// @param by who offered it; empty if it was found in the directory
public record PolicyRejected(String revision, List<FileDigest> files, BundleDifference difference, int problems,
        List<String> firstProblems, Optional<SubjectReference> by) implements OperationalEvent {

    public PolicyRejected {
        Require.name(revision, "revision");
        files = Require.atMost(Require.NAMES, files, "files");
        Require.notNegative(problems, "problems");
        firstProblems = Require.atMost(Require.NAMES, firstProblems, "firstProblems");
    }
}
