package io.sallyport.ingest;

import java.io.Serial;

/// The index does not take the change now. A second, equal call completes what this one may have begun.
public final class IngestionUnavailable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    IngestionUnavailable(Throwable cause) {
        super("the index does not take changes now", cause);
    }
}
