package io.sallyport.document;

/// A stored piece of a document's text.
///
/// @param document the document it belongs to
/// @param version  the text it was cut from
/// @param ordinal  its place in that text, from 0
/// @param text     its own text
public record Chunk(DocumentId document, DocumentVersion version, int ordinal, String text) {

    public Chunk {
        if (ordinal < 0 || text.isBlank()) {
            throw new IllegalArgumentException("a chunk has a place of at least 0 and a text");
        }
    }
}
