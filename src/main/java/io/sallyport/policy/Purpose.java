package io.sallyport.policy;

/// What a request is for, as rules name it. 1 to 100 characters, none of them a control character.
public record Purpose(String value) {

    public Purpose {
        Identifiers.check("purpose", value, 100);
    }

    @Override
    public String toString() {
        return value;
    }
}
