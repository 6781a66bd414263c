package io.sallyport.identity;

/// The stable identifier of a subject at its issuer (the `sub` claim of RFC 7519).
public record SubjectId(String value) {

    public SubjectId {
        Name.check("subject id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
