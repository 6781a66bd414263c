package io.sallyport.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Acl;
import io.sallyport.document.Chunk;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentCount;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Schema;
import io.sallyport.document.Visibility;
import io.sallyport.identity.Tenant;

/// Chunks to search and one authoritative record per document.
///
/// Every call has a deadline and throws [IndexUnavailable] on any fault, also for a collection that was not prepared.
public interface ChunkIndex {

    /// The longest question, in characters.
    int LONGEST_QUESTION = 10_000;

    /// The most hits of a page.
    int LARGEST_PAGE = 1_000;

    /// Makes the collection usable under a schema: creates its two indices, or checks those that exist and adds missing
    /// fields. Called at start and whenever the vocabulary changes.
    ///
    /// @throws IndexMismatch when an index has other levels or holds a field in another way
    void prepare(Collection collection, Schema schema);

    /// The schema the collection was prepared with, absent before.
    Optional<Schema> schema(Collection collection);

    /// Makes everything written to the collection so far findable.
    void refresh(Collection collection);

    /// Writes a document with all its chunks: first the chunks, then the record, which is the commit, then the end of the
    /// old chunks. The write is based on the record as it is when this call begins: if anything changes the record before
    /// the commit, an ACL for example, nothing is written.
    ///
    /// @return whether the document is new
    /// @throws WriteConflict when the record changed in between
    boolean write(Document document, List<Chunk> chunks, Visibility visibility);

    /// Removes a document, first its record, so that no later request gets it.
    ///
    /// @return whether there was one
    boolean delete(DocumentId document, Visibility visibility);

    /// Replaces the ACL and nothing else, whatever else writes at the same time. When it returns, [#record] and [#records]
    /// have the new one; a search may still find the document under the old one.
    ///
    /// @return whether there is such a document
    boolean replaceAcl(DocumentId document, Acl acl, Visibility visibility);

    /// The record of a document, in real time; absent when there is none or it is malformed.
    default Optional<Document> record(DocumentId document) {
        return Optional.ofNullable(records(Set.of(document)).get(document));
    }

    /// The records of those documents, in real time; one that is missing or malformed is left out.
    Map<DocumentId, Document> records(Set<DocumentId> documents);

    /// How many documents one filter finds and another does not, exactly as of the last [#refresh], by their records. Nothing
    /// of a document is read but its identity.
    ///
    /// @param collections where to count; none has no document
    /// @param tenant      whose documents count; absent = everybody's
    /// @param found       what finds them
    /// @param notFound    what does not find them
    /// @param listed      how many are listed, 0 to [#LARGEST_PAGE]
    DocumentCount difference(
            Set<Collection> collections, Optional<Tenant> tenant, AccessFilter found, AccessFilter notFound,
            int listed);

    /// The chunks that answer a question best among those the filter admits, decided inside the search.
    ///
    /// @param collections where to search; none finds nothing
    /// @param question    free text, never an expression; at most [#LONGEST_QUESTION] characters
    /// @param filter      what may be found at all
    /// @param size        hits per page, 1 to [#LARGEST_PAGE]
    /// @param after       where the page before ended; absent for the first
    Hits search(Set<Collection> collections, String question, AccessFilter filter, int size, Optional<Cursor> after);
}
