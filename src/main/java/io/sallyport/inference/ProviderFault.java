package io.sallyport.inference;

import java.io.Serial;

/// A provider did not deliver. Its message names provider and kind, never text that was sent or received.
public final class ProviderFault extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /// How it failed.
    public enum Kind {
        /// No answer in time.
        TIMEOUT,
        /// The connection broke or was refused.
        RESET,
        /// An error status, a redirect included.
        ERROR,
        /// Something that is no answer, or an answer without an end.
        MALFORMED,
        /// More text than is allowed.
        LIMIT
    }

    ProviderFault(String provider, Kind kind) {
        super("provider '%s': %s".formatted(provider, kind));
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
