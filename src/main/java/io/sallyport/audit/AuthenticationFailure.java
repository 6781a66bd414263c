package io.sallyport.audit;

/// Why a token was not accepted.
public enum AuthenticationFailure implements WireName {
    /// No token was presented.
    MISSING("missing"),
    /// It is not a token that can be read.
    MALFORMED("malformed"),
    /// Its algorithm is not on the allow-list.
    ALGORITHM("algorithm"),
    /// No key with its identifier is known.
    KEY("key"),
    /// Its signature does not verify.
    SIGNATURE("signature"),
    /// It has expired.
    EXPIRED("expired"),
    /// It is not valid yet.
    NOT_YET_VALID("not-yet-valid"),
    /// It is from another issuer.
    ISSUER("issuer"),
    /// It is for another audience.
    AUDIENCE("audience"),
    /// Its claims do not describe a subject.
    CLAIMS("claims"),
    /// Any other reason.
    OTHER("other");

    private final String wire;

    AuthenticationFailure(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
