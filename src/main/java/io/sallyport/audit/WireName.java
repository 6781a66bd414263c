package io.sallyport.audit;

/// A constant with a fixed name in the log. A wire name never changes its meaning.
sealed interface WireName permits AbortCause, AuthenticationFailure, Body.Part, Drift, FailureCause, ModelOperation,
        RefusalReason, StoredBody.Reason, Unavailability {

    String wire();
}
