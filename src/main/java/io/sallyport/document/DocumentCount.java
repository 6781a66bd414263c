package io.sallyport.document;

import java.util.List;

/// How many documents something is true of.
///
/// @param count exactly
/// @param first some of them, in the order of collection, tenant and name
public record DocumentCount(long count, List<DocumentId> first) {

    /// No document.
    public static final DocumentCount NONE = new DocumentCount(0, List.of());

    public DocumentCount {
        first = List.copyOf(first);
        if (count < first.size()) {
            throw new IllegalArgumentException("a count is at least the number of documents listed");
        }
    }
}
