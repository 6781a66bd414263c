package io.sallyport.document;

/// A chunk that was found, with the authoritative record that admitted it.
public record Passage(Document document, Chunk chunk) {

    public Passage {
        if (!chunk.document().equals(document.id()) || !chunk.version().equals(document.version())) {
            throw new IllegalArgumentException("a passage is cut from the present text of its document");
        }
    }

    public String text() {
        return chunk.text();
    }
}
