package io.sallyport.gateway;

/// One message of a conversation, as the caller sent it.
public record Turn(Speaker speaker, String text) {

    /// Whom the caller names as its author.
    public enum Speaker {
        USER, ASSISTANT,
        /// `system` or `developer`: a caller has no such authority here, so it is read as user text.
        SYSTEM
    }
}
