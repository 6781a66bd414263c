package io.sallyport.identity;

/// A group the issuer says the subject belongs to; named `group:…` in an ACL.
public record Group(String value) {

    public Group {
        Name.check("group", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
