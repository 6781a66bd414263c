package io.sallyport.ingest;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.sallyport.document.Acl;
import io.sallyport.document.Chunk;
import io.sallyport.document.Collection;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Schema;
import io.sallyport.document.Visibility;
import io.sallyport.identity.Subject;
import io.sallyport.index.ChunkIndex;
import io.sallyport.index.IndexUnavailable;
import io.sallyport.index.WriteConflict;

/// Writes documents for content owners. The tenant is always the writer's, never the body's. Every change is recorded in
/// the audit log before it is made: an entry without a change says that it was tried, a change without an entry cannot be.
public final class Ingestion {

    private final ChunkIndex index;
    private final CollectionCatalog collections;
    private final Chunker chunker;
    private final DocumentLedger ledger;
    private final Clock clock;

    Ingestion(ChunkIndex index, CollectionCatalog collections, Chunker chunker, DocumentLedger ledger, Clock clock) {
        this.index = index;
        this.collections = collections;
        this.chunker = chunker;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Creates or replaces a document with its text, ACL and attributes.
    ///
    /// @throws DraftRejected with everything that is wrong; nothing is recorded then
    /// @throws ConcurrentChange when the document changed in the meantime
    /// @throws IngestionUnavailable when the index fails
    public Written put(Subject writer, Collection collection, String name, Draft draft, Visibility visibility) {
        return translated(() -> {
            requireWriter(writer, collection);
            var check = new DraftCheck(schema(collection), writer.tenant(), clock);
            Document document = check.document(collection, name, draft);
            List<Chunk> chunks = chunks(document, check.text(draft));
            ledger.written(writer, document, index.record(document.id()).map(Document::acl));
            boolean created = index.write(document, chunks, visibility);
            return new Written(document.version(), created, chunks.size());
        });
    }

    /// Removes a document; from then on nobody gets it. Recorded also when its record is missing or cannot be read.
    ///
    /// @return whether there was one
    /// @throws IngestionUnavailable when the index fails; the document may be gone already, and a second call tidies up
    public boolean delete(Subject writer, Collection collection, String name, Visibility visibility) {
        return translated(() -> {
            requireWriter(writer, collection);
            return id(writer, collection, name)
                    .map(id -> {
                        ledger.deleted(writer, id, index.record(id));
                        return index.delete(id, visibility);
                    })
                    .orElse(false);
        });
    }

    /// Replaces the ACL of a document and nothing else. A revoke is effective when this returns. An empty allow list is
    /// accepted here: it hides the document from everyone.
    ///
    /// @return whether there is such a document
    /// @throws DraftRejected when a line of the ACL is none
    /// @throws IngestionUnavailable when the index fails; the ACL may be in force already, and a second call completes it
    public boolean replaceAcl(Subject writer, Collection collection, String name, AclDraft acl, Visibility visibility) {
        return translated(() -> {
            requireWriter(writer, collection);
            Acl replacement = AclCheck.replacement(acl);
            Optional<Document> document = describe(writer, collection, name);
            document.ifPresent(present -> ledger.aclChanged(writer, present.with(replacement), present.acl()));
            return document.isPresent() && index.replaceAcl(document.get().id(), replacement, visibility);
        });
    }

    /// What is held about a document, without its text; absent when there is none in the writer's tenant.
    public Optional<Document> describe(Subject writer, Collection collection, String name) {
        return translated(() -> {
            requireWriter(writer, collection);
            return id(writer, collection, name).flatMap(index::record);
        });
    }

    /// What is held about any document, without its text, for those who explain access to it. Whether the reader may know
    /// of the document is for the caller to decide.
    ///
    /// @return nothing where there is no such collection or document
    /// @throws IngestionUnavailable when the index fails
    public Optional<Document> held(DocumentId document) {
        return translated(() -> collections.all().contains(document.collection())
                ? index.record(document)
                : Optional.empty());
    }

    /// Returns when everything written to the collection so far can be found.
    ///
    /// @throws IngestionUnavailable when the index fails
    public void awaitVisible(Collection collection) {
        translated(() -> {
            index.refresh(collection);
            return collection;
        });
    }

    private static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (WriteConflict conflict) {
            throw new ConcurrentChange(conflict);
        } catch (IndexUnavailable unavailable) {
            throw new IngestionUnavailable(unavailable);
        }
    }

    private List<Chunk> chunks(Document document, String text) {
        List<String> texts = chunker.cut(text);
        return IntStream.range(0, texts.size())
                .mapToObj(at -> new Chunk(document.id(), document.version(), at, texts.get(at)))
                .toList();
    }

    private Schema schema(Collection collection) {
        return index.schema(collection)
                .orElseThrow(() -> new IndexUnavailable("collection %s is not prepared".formatted(collection)));
    }

    private static Optional<DocumentId> id(Subject writer, Collection collection, String name) {
        return DocumentId.isName(name)
                ? Optional.of(new DocumentId(writer.tenant(), collection, name))
                : Optional.empty();
    }

    /// Whoever calls has turned others away with a neutral answer; this wall stands behind that.
    private void requireWriter(Subject writer, Collection collection) {
        if (collections.writableBy(collection.name(), writer).isEmpty()) {
            throw new IllegalStateException("the subject is no writer of collection " + collection);
        }
    }
}
