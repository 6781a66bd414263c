package io.sallyport.audit;

import java.io.IOException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// An entry frame read back, and where its bodies are.
final class StoredEntry {

    private final long position;
    private final byte[] json;
    private final long bodies;

    StoredEntry(long position, byte[] json, long bodies) {
        this.position = position;
        this.json = json;
        this.bodies = bodies;
    }

    long position() {
        return position;
    }

    byte[] json() {
        return json;
    }

    /// Offset of the frame behind the entry.
    long bodies() {
        return bodies;
    }

    JsonNode parse() throws IOException {
        try {
            return Json.read(json);
        } catch (JacksonException e) {
            throw new IOException("entry " + position + " is not JSON", e);
        }
    }
}
