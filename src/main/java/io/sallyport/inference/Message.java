package io.sallyport.inference;

/// One turn of a prompt.
public record Message(Author author, String text) {

    /// Who speaks.
    public enum Author {
        SYSTEM, USER, ASSISTANT
    }
}
