package io.sallyport.index;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.dev.SharedElasticsearch;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;

/// A chunk index on a real node, under a prefix of its own, with a way around it for tests that spoil what it wrote.
public final class TestIndex implements AutoCloseable {

    private final ElasticsearchTransport transport;
    private final ElasticsearchClient direct;
    private final IndexSettings settings;
    private final ElasticsearchChunkIndex index;

    private TestIndex(URI uri, Duration timeout) {
        transport = new Rest5ClientTransport(Rest5Client.builder(uri).build(), new Jackson3JsonpMapper());
        direct = new ElasticsearchClient(transport);
        settings = new IndexSettings("t-" + UUID.randomUUID(), timeout, Duration.ZERO, 1, 0);
        index = at(Clock.systemUTC());
    }

    /// The same indices at another time; prepared by whoever uses it.
    ElasticsearchChunkIndex at(Clock clock) {
        return new ElasticsearchChunkIndex(new ElasticsearchAsyncClient(transport), settings, clock);
    }

    /// On the node all tests share.
    public static TestIndex onSharedNode() {
        return new TestIndex(SharedElasticsearch.uri(), Duration.ofSeconds(20));
    }

    /// On a node of the test's own.
    public static TestIndex on(URI uri, Duration timeout) {
        return new TestIndex(uri, timeout);
    }

    /// The index under test.
    public ChunkIndex index() {
        return index;
    }

    ElasticsearchChunkIndex elasticsearch() {
        return index;
    }

    /// Elasticsearch without our code in between.
    public ElasticsearchClient direct() {
        return direct;
    }

    IndexNames names(Collection collection) {
        return IndexNames.of(settings.prefix(), collection);
    }

    /// Creates an index as somebody else would.
    void create(String name, String body) {
        run(() -> direct.indices().create(create -> create.index(name).withJson(new StringReader(body))));
    }

    /// Merges fields into a stored source.
    public void merge(String index, String id, ObjectNode fields) {
        run(() -> direct.update(
                update -> update.index(index).id(id).doc(fields)
                        .refresh(co.elastic.clients.elasticsearch._types.Refresh.True),
                ObjectNode.class));
    }

    /// Makes everything written to a collection visible to searches.
    public void refresh(Collection collection) {
        run(() -> direct.indices().refresh(refresh -> refresh.index(names(collection).chunks())));
    }

    /// Removes a record and leaves its chunks.
    public void removeRecord(DocumentId id) {
        run(() -> direct.delete(delete -> delete.index(names(id.collection()).records()).id(IndexNames.record(id))));
    }

    /// Replaces a record and leaves the chunks as they are.
    public void replaceRecord(Document document) {
        write(document.id(), new Sources(Samples.SCHEMA).record(document, 1));
    }

    /// Leaves a record without its level.
    public void spoilRecord(DocumentId id) {
        ObjectNode source = Objects
                .requireNonNull(sources(names(id.collection()).records()).get(IndexNames.record(id)));
        source.remove(Paths.CLASSIFICATION);
        write(id, source);
    }

    /// Writes a record's source as it stands.
    void write(DocumentId id, ObjectNode source) {
        run(() -> direct.index(
                index -> index.index(names(id.collection()).records()).id(IndexNames.record(id)).document(source)));
    }

    /// The stored sources of an index by id, after a refresh.
    Map<String, ObjectNode> sources(String index) {
        return run(() -> {
            direct.indices().refresh(refresh -> refresh.index(index));
            List<co.elastic.clients.elasticsearch.core.search.Hit<ObjectNode>> hits = direct.search(
                    search -> search.index(index).size(1000), ObjectNode.class)
                    .hits()
                    .hits();
            var sources = new java.util.TreeMap<String, ObjectNode>();
            hits.forEach(hit -> sources.put(hit.id(), hit.source()));
            return sources;
        });
    }

    /// Removes the indices of this prefix.
    @Override
    public void close() {
        run(() -> {
            var names = direct.indices().get(get -> get.index(settings.prefix() + "-*")).indices().keySet();
            if (!names.isEmpty()) {
                direct.indices().delete(delete -> delete.index(List.copyOf(names)));
            }
            transport.close();
            return names;
        });
    }

    static <T> T run(Action<T> action) {
        try {
            return action.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    interface Action<T> {
        T run() throws IOException;
    }
}
