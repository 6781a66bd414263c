package io.sallyport.audit;

import java.util.List;

/// How the subject proved who it is.
///
/// @param methods authentication methods the issuer states (RFC 8176), may be empty
/// @param mfa whether more than one factor was used
/// @param delegated whether a client acts for a person
public record AuthenticationFacts(List<String> methods, boolean mfa, boolean delegated) {

    public AuthenticationFacts {
        methods = Require.atMost(Require.NAMES, methods, "methods");
    }
}
