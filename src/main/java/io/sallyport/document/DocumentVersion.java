package io.sallyport.document;

import java.util.UUID;

/// Marks one written text of a document. A chunk counts only while its version is the one of the document's record.
public record DocumentVersion(String value) {

    public DocumentVersion {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a document version is not blank");
        }
    }

    /// A version no document has had before.
    public static DocumentVersion next() {
        return new DocumentVersion(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
