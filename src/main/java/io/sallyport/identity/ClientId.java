package io.sallyport.identity;

/// The OAuth2 client that presented the access token.
public record ClientId(String value) {

    public ClientId {
        Name.check("client id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
