package io.sallyport.retrieval;

import java.util.List;

import io.sallyport.document.DocumentId;
import io.sallyport.document.Passage;

/// What was found and may be shown.
///
/// @param passages         in rank order, each admitted by its authoritative record
/// @param droppedAtRecheck documents the search let through and the second gate did not: drift, for alarm and audit, never
///                         for a caller
public record Retrieval(List<Passage> passages, List<DocumentId> droppedAtRecheck) {

    public Retrieval {
        passages = List.copyOf(passages);
        droppedAtRecheck = List.copyOf(droppedAtRecheck);
    }
}
