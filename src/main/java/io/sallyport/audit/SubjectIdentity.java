package io.sallyport.audit;

/// Who a subject is, as its issuer says. It never stands in an entry; it is sealed in the key file of its
/// [SubjectReference].
///
/// @param issuer the issuer that vouches for the subject, 1 to 512 characters without NUL
/// @param id its id at that issuer, 1 to 512 characters
public record SubjectIdentity(String issuer, String id) {

    public SubjectIdentity {
        Require.name(issuer, "issuer");
        Require.name(id, "id");
        if (issuer.indexOf(0) >= 0) {
            throw new IllegalArgumentException("issuer must hold no NUL, which separates it from the id");
        }
    }
}
