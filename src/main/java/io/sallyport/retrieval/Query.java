package io.sallyport.retrieval;

import java.util.Set;

import io.sallyport.document.Collection;
import io.sallyport.index.ChunkIndex;

/// What is looked for, where, and how much of it.
///
/// @param question     free text, 1 to 10,000 characters
/// @param collections  the collections to search, all readable by the subject; none finds nothing
/// @param maxPassages  the most passages wanted, 1 to 200
/// @param maxDocuments the most documents they may come from, 1 to 200
public record Query(String question, Set<Collection> collections, int maxPassages, int maxDocuments) {

    /// The largest number of passages or documents.
    public static final int MOST = 200;

    /// The longest question, in characters.
    public static final int LONGEST_QUESTION = ChunkIndex.LONGEST_QUESTION;

    public Query {
        collections = Set.copyOf(collections);
        if (question.isBlank() || question.length() > LONGEST_QUESTION) {
            throw new IllegalArgumentException(
                    "a question has 1 to %,d characters".formatted(LONGEST_QUESTION));
        }
        if (maxPassages < 1 || maxPassages > MOST || maxDocuments < 1 || maxDocuments > MOST) {
            throw new IllegalArgumentException("a query asks for 1 to %d passages and documents".formatted(MOST));
        }
    }
}
