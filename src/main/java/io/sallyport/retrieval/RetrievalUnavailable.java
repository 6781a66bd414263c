package io.sallyport.retrieval;

import java.io.Serial;

/// Permitted passages could not be searched or re-checked; nothing is returned.
public final class RetrievalUnavailable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    RetrievalUnavailable(Throwable cause) {
        super("retrieval is not available", cause);
    }
}
