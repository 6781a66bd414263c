package io.sallyport.index;

import io.sallyport.document.DocumentId;

/// The document changed between the beginning of a write and its commit. Nothing of the write is visible; whoever
/// writes decides again on what is there now.
public final class WriteConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WriteConflict(DocumentId document) {
        super("document %s was changed by another write at the same time".formatted(document));
    }
}
