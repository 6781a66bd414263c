package io.sallyport.retrieval;

import java.util.List;

import io.sallyport.document.DocumentId;

/// The documents that one decision reaches and another does not.
///
/// @param count     how many, exactly, by their records in the index
/// @param documents the first of them, each decided by both admissions on its record in real time as well
/// @param doubtful  those of the first that the admissions decided otherwise: they changed meanwhile, or have drifted
public record Difference(long count, List<DocumentId> documents, List<DocumentId> doubtful) {

    /// How many are listed at most.
    public static final int LISTED = 20;

    static final Difference NONE = new Difference(0, List.of(), List.of());

    public Difference {
        documents = List.copyOf(documents);
        doubtful = List.copyOf(doubtful);
    }
}
