package io.sallyport.identity;

/// A role the issuer gave the subject; named `role:…` in an ACL.
public record Role(String value) {

    public Role {
        Name.check("role", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
