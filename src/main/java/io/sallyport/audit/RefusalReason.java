package io.sallyport.audit;

/// Why a request was refused. The caller may be told less: unknown and forbidden look the same outside.
public enum RefusalReason implements WireName {
    /// The input could not be understood.
    MALFORMED("malformed"),
    /// The input exceeds a bound.
    TOO_LARGE("too-large"),
    /// The input asks for something this gateway does not do.
    UNSUPPORTED("unsupported"),
    /// The client or its subject lacks the scope.
    SCOPE("scope"),
    /// The purpose is missing or not open to this client and subject.
    PURPOSE("purpose"),
    /// A policy rule, or the lack of one, denies it.
    DENIED("denied"),
    /// The collection, model or document is unknown or hidden from this subject.
    NOT_FOUND("not-found"),
    /// An obligation cannot be carried out.
    OBLIGATION("obligation"),
    /// No policy is loaded.
    POLICY_UNAVAILABLE("policy-unavailable"),
    /// Permitted passages could not be searched or re-checked.
    INDEX_UNAVAILABLE("index-unavailable"),
    /// The subject asks more often than its policy allows.
    LIMIT("limit"),
    /// Too many requests are under way.
    BUSY("busy");

    private final String wire;

    RefusalReason(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
