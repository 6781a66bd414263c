package io.sallyport.index;

/// The index did not do what was asked, in time and completely; whatever depends on it is refused.
/// The message names the step and the kind of fault, never a text or a value.
public final class IndexUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IndexUnavailable(String message) {
        super(message);
    }

    public IndexUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
