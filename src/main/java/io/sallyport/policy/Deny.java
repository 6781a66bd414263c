package io.sallyport.policy;

import java.util.Optional;

/// A refusal.
///
/// @param revision the bundle that decided
/// @param rule     the rule that denied; absent when nothing allowed, or before any rule was reached
/// @param reason   for the caller, in words that give away no document, no claim value and no model
/// @param hidden   whether the caller must not learn more than that the model does not exist: the same 404 as for an
///                 undeclared model, without the reason
public record Deny(PolicyRevision revision, Optional<RuleReference> rule, String reason, boolean hidden)
        implements
            Decision {}
