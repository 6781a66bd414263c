package io.sallyport.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// An entry read back.
///
/// @param position zero-based position
/// @param kind wire name of the kind, possibly one this version does not know
/// @param json the entry exactly as stored; its UTF-8 bytes are what the chain is made of
/// @param bodies its bodies, in the order it lists them
public record AuditEntry(long position, String kind, String json, List<StoredBody> bodies) {

    public AuditEntry {
        bodies = List.copyOf(bodies);
    }

    /// The stored bytes of the entry.
    public byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
