package io.sallyport.policy;

/// Through which kind of application a request comes, as the client's configuration says. 1 to 100 characters.
public record Channel(String value) {

    public Channel {
        Identifiers.check("channel", value, 100);
    }

    @Override
    public String toString() {
        return value;
    }
}
