package io.sallyport.audit;

import java.util.List;
import java.util.Optional;

/// A policy bundle takes effect.
///
/// @param revision its revision
/// @param files its files, at most 128
/// @param difference how it differs from the one before
/// @param by who published it; empty if it was found in the directory
public record PolicyPublished(String revision, List<FileDigest> files, BundleDifference difference,
        Optional<SubjectReference> by) implements OperationalEvent {

    public PolicyPublished {
        Require.name(revision, "revision");
        files = Require.atMost(Require.NAMES, files, "files");
    }
}
