package io.sallyport.audit;

/// Why a request failed after it was accepted.
public enum FailureCause implements WireName {
    /// The provider did not answer in time.
    PROVIDER_TIMEOUT("provider-timeout"),
    /// The provider closed the connection.
    PROVIDER_RESET("provider-reset"),
    /// The provider answered with an error status.
    PROVIDER_ERROR("provider-error"),
    /// The provider sent what its protocol does not allow.
    PROVIDER_MALFORMED("provider-malformed"),
    /// A bound on time, length or work was reached.
    LIMIT("limit"),
    /// An entry could not be made durable.
    AUDIT_UNAVAILABLE("audit-unavailable"),
    /// A defect or an unreachable dependency of the gateway.
    INTERNAL("internal");

    private final String wire;

    FailureCause(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
