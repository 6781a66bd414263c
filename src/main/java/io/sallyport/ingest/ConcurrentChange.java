package io.sallyport.ingest;

import java.io.Serial;

/// Another write changed the document at the same time. Nothing of this one is visible.
public final class ConcurrentChange extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    ConcurrentChange(Throwable cause) {
        super("the document was changed by another write", cause);
    }
}
