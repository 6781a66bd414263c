package io.sallyport.redaction;

/// A text could not be redacted, so it must not be shown: neither as it was nor in part. The message names no part
/// of the text and there is no cause, because a cause's message might.
public final class RedactionFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    RedactionFailed(String message) {
        super(message);
    }
}
