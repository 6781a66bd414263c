package io.sallyport.dev;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/// Writes the documents of the demo world through the gateway's own API, as their content owners.
public final class WorldLoader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> OWNERS = Map.of("halden", "olga", "halden-clinic", "oskar");

    private WorldLoader() {}

    /// Writes every document; all are searchable when this returns.
    ///
    /// @return the number of documents
    /// @throws IllegalStateException when the gateway refuses one
    public static int load(GatewayClient client) {
        World.documents().stream()
                .collect(Collectors.groupingBy(WorldDocument::collection))
                .forEach((collection, documents) -> write(client, collection, documents));
        return World.documents().size();
    }

    private static void write(GatewayClient client, String collection, List<WorldDocument> documents) {
        String owner = OWNERS.getOrDefault(documents.getFirst().tenant(), "nobody");
        String lines = documents.stream().map(WorldLoader::line).collect(Collectors.joining("\n"));
        var reply = client.post(owner, "/v1/collections/" + collection + "/documents:bulk?refresh=wait", lines);
        boolean refused = reply.status() != 200
                || reply.body().lines().anyMatch(line -> JSON.readTree(line).path("status").asInt() >= 300);
        if (refused) {
            throw new IllegalStateException(
                    "The gateway refused documents of '%s' (%d): %s".formatted(collection, reply.status(),
                            reply.body()));
        }
    }

    private static String line(WorldDocument document) {
        var line = new LinkedHashMap<String, Object>();
        line.put("id", document.id());
        line.putAll(body(document));
        return JSON.writeValueAsString(line);
    }

    /// The document as the body of a single write.
    public static Map<String, Object> body(WorldDocument document) {
        var body = new LinkedHashMap<String, Object>();
        body.put("title", document.title());
        body.put("uri", document.uri().toString());
        body.put("text", document.text());
        body.put("classification", document.classification().name().toLowerCase(java.util.Locale.ROOT));
        body.put("acl", Map.of("allow", document.allow(), "deny", document.deny()));
        body.put("attributes", document.attributes());
        body.put("updated_at", document.updatedAt().toString());
        return body;
    }
}
