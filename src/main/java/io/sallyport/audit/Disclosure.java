package io.sallyport.audit;

import java.util.List;

/// Which documents are in the text that leaves, and what was taken out of it.
///
/// @param documents documents with passages in the text, at most 128
/// @param droppedAtRecheck `collection/id` of hits that the re-check dropped, at most 128
/// @param redactions what was redacted, at most 64 entity types
public record Disclosure(List<DocumentReference> documents, List<String> droppedAtRecheck,
        List<RedactionCount> redactions) {

    public Disclosure {
        documents = Require.atMost(Require.DOCUMENTS, documents, "documents");
        droppedAtRecheck = Require.atMost(Require.DOCUMENTS, droppedAtRecheck, "droppedAtRecheck");
        redactions = Require.atMost(Require.ENTITY_TYPES, redactions, "redactions");
    }
}
