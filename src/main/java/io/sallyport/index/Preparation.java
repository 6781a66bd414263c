package io.sallyport.index;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import co.elastic.clients.elasticsearch.indices.CreateIndexRequest;
import co.elastic.clients.elasticsearch.indices.PutMappingRequest;
import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.json.JsonpUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.document.Schema;

/// Creates the indices of a collection, or checks those that exist.
final class Preparation {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Calls calls;
    private final JsonpMapper jsonp;
    private final IndexSettings settings;

    Preparation(Calls calls, JsonpMapper jsonp, IndexSettings settings) {
        this.calls = calls;
        this.jsonp = jsonp;
        this.settings = settings;
    }

    void prepare(IndexNames names, Schema schema) {
        prepare(names.records(), Mapping.ofRecords(schema));
        prepare(names.chunks(), Mapping.ofChunks(schema));
    }

    /// How the indices that exist differ from what the schema needs, each named; what no index could hold is a difference
    /// as well.
    List<String> differences(IndexNames names, Schema schema) {
        try {
            return Stream.concat(
                    differences(names.records(), Mapping.ofRecords(schema)),
                    differences(names.chunks(), Mapping.ofChunks(schema)))
                    .toList();
        } catch (IllegalArgumentException impossible) {
            return List.of(String.valueOf(impossible.getMessage()));
        }
    }

    private Stream<String> differences(String index, Mapping mapping) {
        return exists(index)
                ? new MappingCheck(mapping, state(index)).differences().stream()
                        .map(difference -> "index %s: %s".formatted(index, difference))
                : Stream.empty();
    }

    private void prepare(String index, Mapping mapping) {
        create(index, mapping);
        Map<String, ObjectNode> missing = check(index, mapping).missing();
        if (!missing.isEmpty()) {
            add(index, missing);
            check(index, mapping);
        }
    }

    private MappingCheck check(String index, Mapping mapping) {
        var check = new MappingCheck(mapping, state(index));
        if (!check.differences().isEmpty()) {
            throw new IndexMismatch(index, check.differences());
        }
        return check;
    }

    private void create(String index, Mapping mapping) {
        if (exists(index)) {
            return;
        }
        ObjectNode body = Tree.object();
        body.putObject("settings")
                .put("number_of_shards", settings.shards())
                .put("number_of_replicas", settings.replicas())
                .put("refresh_interval", "1s");
        body.set("mappings", mapping.json());
        var request = CreateIndexRequest.of(create -> create.index(index).withJson(new StringReader(body.toString())));
        try {
            calls.await("create index " + index, client -> client.indices().create(request));
        } catch (IndexUnavailable refused) {
            if (!exists(index)) {
                throw refused;
            }
        }
    }

    private boolean exists(String index) {
        return calls.await("look for index " + index, client -> client.indices().exists(exists -> exists.index(index)))
                .value();
    }

    private void add(String index, Map<String, ObjectNode> leaves) {
        ObjectNode body = Tree.object();
        body.set("properties", Tree.properties(leaves));
        var request = PutMappingRequest.of(put -> put.index(index).withJson(new StringReader(body.toString())));
        calls.await("add fields to index " + index, client -> client.indices().putMapping(request));
    }

    private JsonNode state(String index) {
        var answer = calls.await("read index " + index, client -> client.indices().get(get -> get.index(index)));
        if (answer.indices().size() != 1) {
            throw new IndexUnavailable("read index %s: the name stands for several indices".formatted(index));
        }
        return JSON.readTree(
                JsonpUtils.toJsonString(answer.indices().values().iterator().next(), jsonp));
    }
}
