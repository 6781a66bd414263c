package io.sallyport.index;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import tools.jackson.databind.node.ObjectNode;

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

/// The chunk index in Elasticsearch: two indices per collection.
///
/// A record tells how many chunks its version has, so the chunks of a version are known without a search. That is what
/// makes removing and changing them exact, also before a refresh.
final class ElasticsearchChunkIndex implements ChunkIndex {

    private static final int ATTEMPTS = 30;

    private final IndexSettings settings;
    private final Preparation preparation;
    private final RecordStore records;
    private final ChunkStore chunkStore;
    private final ChunkSearch searches;
    private final RecordSearch counts;
    private final AclChange aclChange;
    private final Tidying tidying;
    private final Map<Collection, CollectionIndex> prepared = new ConcurrentHashMap<>();

    ElasticsearchChunkIndex(ElasticsearchAsyncClient client, IndexSettings settings, Clock clock) {
        var calls = new Calls(client, settings.timeout());
        this.settings = settings;
        this.preparation = new Preparation(calls, client._jsonpMapper(), settings);
        this.records = new RecordStore(calls);
        this.chunkStore = new ChunkStore(calls, clock);
        this.searches = new ChunkSearch(calls);
        this.counts = new RecordSearch(calls);
        this.aclChange = new AclChange(records, chunkStore);
        this.tidying = new Tidying(chunkStore, searches, clock);
    }

    @Override
    public void prepare(Collection collection, Schema schema) {
        var names = IndexNames.of(settings.prefix(), collection);
        preparation.prepare(names, schema);
        prepared.put(collection, new CollectionIndex(names, schema));
    }

    @Override
    public Optional<Schema> schema(Collection collection) {
        return Optional.ofNullable(prepared.get(collection)).map(CollectionIndex::schema);
    }

    @Override
    public void refresh(Collection collection) {
        records.refresh(prepared(collection).names());
    }

    @Override
    public boolean write(Document document, List<Chunk> chunks, Visibility visibility) {
        requireChunksOf(document, chunks);
        CollectionIndex collection = prepared(document.id().collection());
        IndexNames names = collection.names();
        Optional<StoredRecord> before = records.find(names, document.id());
        ObjectNode source = collection.sources().record(document, chunks.size());
        List<String> own = IndexNames.chunks(document.id(), document.version(), chunks.size());
        try {
            chunkStore.add(collection, document, chunks, visibility);
        } catch (IndexUnavailable failed) {
            tidying.tryRemove(names, document.id(), own);
            throw failed;
        }
        commit(names, document, before, source, own);
        tidying.tryRemove(
                names, document.id(), before.map(old -> old.chunkIds(document.id())).orElse(List.of()));
        tidying.tryRemoveLeftovers(names, document.id(), document.version().value());
        return before.isEmpty();
    }

    @Override
    public boolean delete(DocumentId document, Visibility visibility) {
        IndexNames names = prepared(document.collection()).names();
        Optional<StoredRecord> removed = removeRecord(names, document);
        List<String> chunks = removed.map(record -> record.chunkIds(document)).orElse(List.of());
        tidying.remove(names, document, chunks, visibility);
        return removed.isPresent();
    }

    @Override
    public boolean replaceAcl(DocumentId document, Acl acl, Visibility visibility) {
        return aclChange.make(prepared(document.collection()).names(), document, acl, visibility);
    }

    @Override
    public Map<DocumentId, Document> records(Set<DocumentId> documents) {
        return records.findAll(documents, this::prepared);
    }

    @Override
    public DocumentCount difference(
            Set<Collection> collections, Optional<Tenant> tenant, AccessFilter found, AccessFilter notFound,
            int listed) {
        if (listed < 0 || listed > LARGEST_PAGE) {
            throw new IllegalArgumentException("at most %,d documents are listed".formatted(LARGEST_PAGE));
        }
        if (collections.isEmpty() || found.equals(AccessFilter.NONE) || found.equals(notFound)) {
            return DocumentCount.NONE;
        }
        var targets = collections.stream().sorted().map(this::prepared).toList();
        var filters = new ArrayList<Query>();
        targets.stream().map(CollectionIndex::schema).distinct().forEach(schema -> {
            filters.add(FilterQuery.of(found, schema));
            filters.add(Queries.not(FilterQuery.of(notFound, schema)));
        });
        tenant.ifPresent(owner -> filters.add(Queries.terms(Paths.TENANT, List.of(FieldValue.of(owner.value())))));
        var indices = targets.stream().map(target -> target.names().records()).toList();
        return counts.count(indices, Queries.all(filters), listed);
    }

    @Override
    public Hits search(
            Set<Collection> collections, String question, AccessFilter filter, int size, Optional<Cursor> after) {
        if (question.length() > LONGEST_QUESTION || size < 1 || size > LARGEST_PAGE) {
            throw new IllegalArgumentException("a search has at most %,d characters and 1 to %,d hits"
                    .formatted(LONGEST_QUESTION, LARGEST_PAGE));
        }
        List<CollectionIndex> targets = collections.stream().sorted().map(this::prepared).toList();
        List<Query> filters = targets.stream()
                .map(CollectionIndex::schema)
                .distinct()
                .map(schema -> FilterQuery.of(filter, schema))
                .toList();
        List<String> indices = targets.stream().map(target -> target.names().chunks()).toList();
        return targets.isEmpty()
                ? Hits.NONE
                : searches.best(indices, question, Queries.all(filters), size, after);
    }

    /// Fails unless every prepared collection answers.
    void probe() {
        prepared.values().forEach(collection -> records.touch(collection.names()));
    }

    private CollectionIndex prepared(Collection collection) {
        CollectionIndex index = prepared.get(collection);
        if (index == null) {
            throw new IndexUnavailable("collection %s is not prepared".formatted(collection));
        }
        return index;
    }

    private static void requireChunksOf(Document document, List<Chunk> chunks) {
        for (int at = 0; at < chunks.size(); at++) {
            Chunk chunk = chunks.get(at);
            if (!chunk.document().equals(document.id())
                    || !chunk.version().equals(document.version())
                    || chunk.ordinal() != at) {
                throw new IllegalArgumentException("chunks are those of the document's version, in order from 0");
            }
        }
    }

    private void commit(
            IndexNames names, Document document, Optional<StoredRecord> before, ObjectNode source, List<String> own) {
        try {
            if (before.isPresent()) {
                records.replace(names, document.id(), before.get(), source);
            } else {
                records.create(names, document.id(), source);
            }
        } catch (IndexUnavailable failed) {
            if (!failed.isConflict()) {
                throw failed;
            }
            if (!isCommitted(names, document)) {
                tidying.tryRemove(names, document.id(), own);
                throw new WriteConflict(document.id());
            }
        }
    }

    /// A call that the client repeated on another node conflicts with itself.
    private boolean isCommitted(IndexNames names, Document document) {
        return records.find(names, document.id())
                .map(record -> record.source().path(Paths.VERSION).asString(""))
                .filter(document.version().value()::equals)
                .isPresent();
    }

    private Optional<StoredRecord> removeRecord(IndexNames names, DocumentId document) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<StoredRecord> record = records.find(names, document);
            if (record.isEmpty()) {
                return record;
            }
            try {
                records.remove(names, document, record.get());
                return record;
            } catch (IndexUnavailable failed) {
                failed.throwUnlessOvertaken();
            }
        }
        throw new IndexUnavailable("delete record: changed by others %d times meanwhile".formatted(ATTEMPTS));
    }
}
