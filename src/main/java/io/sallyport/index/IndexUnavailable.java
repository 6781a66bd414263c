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

    /// Whether the index answered that something else changed it first.
    boolean isConflict() {
        return status == 409;
    }

    /// Throws this, unless it only says that the thing was changed or removed by somebody else.
    void throwUnlessOvertaken() {
        if (status != 409 && status != 404) {
            throw this;
        }
    }
}
