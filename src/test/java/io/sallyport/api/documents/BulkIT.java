package io.sallyport.api.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.TestStack;

/// Many documents at once: one result a line, and a line that is refused does not touch the others.
class BulkIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/v1/collections/people/documents";

    private final GatewayClient client = TestStack.client();
    private final String run = UUID.randomUUID().toString();

    @AfterEach
    void remove() {
        IntStream.range(0, 5).forEach(number -> client.delete("olga", PATH + "/" + id(number)));
    }

    private String id(int number) {
        return "bulk-" + run + "-" + number;
    }

    private String line(int number, Map<String, Object> acl) {
        return JSON.writeValueAsString(Map.of("id", id(number), "title", "Bulk", "text", "The springhaas " + number,
                "classification", "internal", "acl", acl));
    }

    private String line(int number) {
        return line(number, Map.of("allow", List.of("everyone")));
    }

    @Test
    void goodLinesAreWrittenAndEachLineHasItsResult() {
        var results = results(bulk(Stream.of(
                line(0),
                "not JSON",
                "",
                line(1, Map.of("allow", List.of())),
                "{\"title\":\"no id\"}",
                line(2, Map.of("allow", List.of("everyone"), "only", 1)),
                line(3),
                line(0)).collect(Collectors.joining("\n"))));
        assertThat(results).extracting(each -> each.get("line").asInt()).containsExactly(1, 2, 4, 5, 6, 7, 8);
        assertThat(results).extracting(each -> each.get("status").asInt())
                .containsExactly(201, 400, 422, 400, 400, 201, 200);
        assertThat(results.get(0).get("id").asString()).isEqualTo(id(0));
        assertThat(results.get(0).get("version").asString()).isNotEmpty();
        assertThat(results.get(0).get("chunks").asInt()).isEqualTo(1);
        assertThat(results.get(1).get("type").asString()).endsWith(":invalid-request");
        assertThat(results.get(2).at("/errors/0/pointer").asString()).isEqualTo("/acl/allow");
        assertThat(results.get(3).get("param").asString()).isEqualTo("id");
        assertThat(found()).containsExactlyInAnyOrder(id(0), id(3));
    }

    private List<String> found() {
        var reply = client.post("bob", "/v1/retrieve", Map.of("query", "springhaas", "collections", List.of("people")));
        return reply.json().get("passages").valueStream().map(each -> each.at("/citation/id").asString()).toList();
    }

    @Test
    void aLineThatIsTooLargeEndsTheRequestAndWhatCameBeforeStands() {
        var results = results(bulk(line(0) + "\n" + "x".repeat(5 << 20) + "\n" + line(1)));
        assertThat(results).extracting(each -> each.get("status").asInt()).containsExactly(201, 413);
        assertThat(client.get("olga", PATH + "/" + id(0)).status()).isEqualTo(200);
        assertThat(client.get("olga", PATH + "/" + id(1)).status()).isEqualTo(404);
    }

    @Test
    void aFormIsNotTakenForDocuments() {
        var reply = client.post("olga", PATH + ":bulk", line(0), "Content-Type", "application/x-www-form-urlencoded");
        assertThat(reply.status()).as(reply.body()).isEqualTo(415);
        assertThat(client.get("olga", PATH + "/" + id(0)).status()).isEqualTo(404);
    }

    @Test
    void ndjsonMayBeCalledSo() {
        var reply = client.post("olga", PATH + ":bulk", line(0), "Content-Type", "application/x-ndjson");
        assertThat(results(reply)).hasSize(1);
    }

    @Test
    void anUnknownParameterValueWritesNothing() {
        assertThat(client.post("olga", PATH + ":bulk?refresh=maybe", line(0)).status()).isEqualTo(400);
        assertThat(client.get("olga", PATH + "/" + id(0)).status()).isEqualTo(404);
    }

    private Reply bulk(String lines) {
        return client.post("olga", PATH + ":bulk?refresh=wait", lines);
    }

    private static List<JsonNode> results(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.header("content-type")).startsWith("application/x-ndjson");
        return reply.body().lines().<JsonNode>map(JSON::readTree).toList();
    }
}
