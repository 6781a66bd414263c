package io.sallyport.index;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Chunk;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.Schema;

/// Documents in a real index, as the gateway writes and maps them, and which of them the gateway's query of a filter
/// finds. Made for asking many filters: one bulk, then ids only.
public final class FilterIndex implements AutoCloseable {

    private final TestIndex test = TestIndex.onSharedNode();
    private final Schema schema;
    private final String chunks;

    private FilterIndex(Schema schema, Collection collection) {
        this.schema = schema;
        this.chunks = test.names(collection).chunks();
        test.index().prepare(collection, schema);
    }

    /// @param documents at most [ChunkIndex#LARGEST_PAGE] of one collection
    public static FilterIndex of(Schema schema, List<Document> documents) {
        var index = new FilterIndex(schema, documents.getFirst().id().collection());
        index.write(documents);
        return index;
    }

    /// Replaces what is stored from the first document on.
    public void write(List<Document> documents) {
        var bulk = new BulkRequest.Builder().index(chunks).refresh(Refresh.True);
        for (int at = 0; at < documents.size(); at++) {
            String id = String.valueOf(at);
            ObjectNode source = source(documents.get(at));
            bulk.operations(operation -> operation.index(index -> index.id(id).document(source)));
        }
        var answer = TestIndex.run(() -> test.direct().bulk(bulk.build()));
        if (answer.errors()) {
            throw new IllegalStateException("Elasticsearch refused a document: " + answer);
        }
    }

    private ObjectNode source(Document document) {
        var chunk = new Chunk(document.id(), document.version(), 0, "needle");
        return new Sources(schema).chunk(document, chunk, Instant.EPOCH);
    }

    /// For each filter the positions of the documents it finds.
    public List<BitSet> hits(List<AccessFilter> filters) {
        var request = new MsearchRequest.Builder();
        for (var filter : filters) {
            var query = FilterQuery.of(filter, schema);
            request.searches(
                    search -> search.header(header -> header.index(chunks).allowPartialSearchResults(false))
                            .body(body -> body.query(Query.of(q -> q.bool(bool -> bool.filter(query))))
                                    .source(source -> source.fetch(false))
                                    .sort(sort -> sort.doc(doc -> doc))
                                    .size(ChunkIndex.LARGEST_PAGE)
                                    .trackTotalHits(total -> total.enabled(false))));
        }
        return TestIndex.run(() -> test.direct().msearch(request.build(), ObjectNode.class))
                .responses()
                .stream()
                .map(FilterIndex::positions)
                .toList();
    }

    private static BitSet positions(MultiSearchResponseItem<ObjectNode> answer) {
        if (answer.isFailure()) {
            throw new IllegalStateException("Elasticsearch refused a filter: " + answer.failure());
        }
        var positions = new BitSet();
        answer.result().hits().hits().stream().map(Hit::id).map(Objects::requireNonNull).map(Integer::valueOf)
                .forEach(positions::set);
        return positions;
    }

    @Override
    public void close() {
        test.close();
    }
}
