package io.sallyport.identity;

import java.util.List;

/// How the subject signed in.
///
/// @param methods     authentication methods as the issuer names them (the `amr` claim of RFC 8176), maybe none
/// @param multiFactor whether the issuer vouches for more than one factor; false when it does not say
public record SignIn(List<String> methods, boolean multiFactor) {

    public SignIn {
        methods = List.copyOf(methods);
    }
}
