package io.sallyport.policy;

import java.time.Instant;
import java.util.Optional;

import io.sallyport.audit.BundleDifference;
import io.sallyport.audit.SubjectReference;

/// A bundle took effect.
///
/// @param at         when
/// @param by         who published it; absent when it was found in the policy folder
/// @param difference from the bundle before it
public record Publication(
        PolicyRevision revision, Instant at, Optional<SubjectReference> by, BundleDifference difference) {}
