package io.sallyport.audit;

/// Sealed bytes do not open: they were changed, belong elsewhere, or were sealed under another key.
final class NotAuthentic extends Exception {

    private static final long serialVersionUID = 1L;

    NotAuthentic(String message) {
        super(message, null, false, false);
    }
}
