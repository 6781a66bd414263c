package io.sallyport.index;

import java.util.List;
import java.util.Optional;

import io.sallyport.document.Chunk;

/// One page of a search, best first. A hit is a candidate only: its record has not been read yet.
///
/// @param chunks the chunks found, with document and version
/// @param next   where the next page starts; absent when there is none
public record Hits(List<Chunk> chunks, Optional<Cursor> next) {

    /// No hit, and no page after it.
    public static final Hits NONE = new Hits(List.of(), Optional.empty());

    public Hits {
        chunks = List.copyOf(chunks);
    }
}
