package io.sallyport.identity;

/// The organisation a subject belongs to and whose documents it may write.
public record Tenant(String value) {

    public Tenant {
        Name.check("tenant", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
