package io.sallyport.index;

import java.util.List;

import tools.jackson.databind.node.ObjectNode;

import io.sallyport.document.DocumentId;

/// A record as it was read, and the position a write must find it at.
record StoredRecord(ObjectNode source, long sequence, long term) {

    /// The ids of the chunks that belong to this version; none when the record does not tell.
    List<String> chunkIds(DocumentId id) {
        try {
            int count = Values.whole(source.path(Paths.CHUNKS)).map(Math::toIntExact).orElse(0);
            return IndexNames.chunks(id, Reading.version(source), count);
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            return List.of();
        }
    }

    /// Whether both were read at the same position.
    boolean isSameAs(StoredRecord other) {
        return sequence == other.sequence && term == other.term;
    }
}
