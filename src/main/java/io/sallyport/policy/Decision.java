package io.sallyport.policy;

/// What policy says to a request: [Permit] or [Deny], nothing between.
public sealed interface Decision permits Permit, Deny {

    /// The bundle that decided.
    PolicyRevision revision();
}
