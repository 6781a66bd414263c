package io.sallyport.index;

/// The index did not do what was asked, in time and completely; whatever depends on it is refused.
/// The message names the step and the kind of fault, never a text or a value.
public final class IndexUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int NO_ANSWER = 0;

    private final int status;

    public IndexUnavailable(String message) {
        this(message, NO_ANSWER);
    }

    IndexUnavailable(String message, int status) {
        super(message);
        this.status = status;
    }

    /// Whether the index answered that the thing asked for is not there.
    boolean isMissing() {
        return status == 404;
    }

    /// Whether the index answered that something else changed it first.
    boolean isConflict() {
        return status == 409;
    }
}
