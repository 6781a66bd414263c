package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.TestStack;

/// Revoking and asking again at once never returns the document, whatever the index still believes.
class RevocationIT {

    private static final int RACES = Integer.getInteger("sallyport.laws.races", 250);
    private static final int AT_A_TIME = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private final GatewayClient client = TestStack.client();

    @Test
    void afterARevokeReturnsNoRequestGetsTheDocument() throws Exception {
        write();
        assertThat(finds(0)).as("documents are found before they are revoked").isTrue();
        var leaked = new ConcurrentLinkedQueue<Integer>();
        try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<Future<?>> races = IntStream.range(0, RACES)
                    .<Future<?>>mapToObj(number -> threads.submit(() -> race(number, leaked)))
                    .toList();
            for (var race : races) {
                race.get();
            }
        }
        assertThat(leaked).as("documents returned after their revoke").isEmpty();
    }

    @Test
    void afterADeleteReturnsNoRequestGetsTheDocument() {
        var id = "deleted-at-once";
        var body = document("zebrafinch");
        assertThat(client.put("olga", path(id) + "?refresh=wait", body).status()).isEqualTo(201);
        assertThat(found("zebrafinch", id)).isTrue();
        assertThat(client.delete("olga", path(id)).status()).isEqualTo(204);
        assertThat(found("zebrafinch", id)).isFalse();
        assertThat(client.delete("olga", path(id)).status()).isEqualTo(404);
    }

    private void race(int number, ConcurrentLinkedQueue<Integer> leaked) {
        var revoked = client.put("olga", path("race-" + number) + "/acl", Map.of("allow", List.of("user:nobody")));
        assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
        if (finds(number)) {
            leaked.add(number);
        }
    }

    private boolean finds(int number) {
        return found(word(number), "race-" + number);
    }

    private boolean found(String query, String id) {
        var reply = client.post("bob", "/v1/retrieve", Map.of("query", query, "collections", List.of("finance")));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().get("passages").valueStream()
                .anyMatch(passage -> passage.at("/citation/id").asString().equals(id));
    }

    private void write() {
        String lines = IntStream.range(0, RACES)
                .mapToObj(number -> {
                    var line = new java.util.LinkedHashMap<String, Object>(document(word(number)));
                    line.put("id", "race-" + number);
                    return JSON.writeValueAsString(line);
                })
                .collect(Collectors.joining("\n"));
        var reply = client.post("olga", "/v1/collections/finance/documents:bulk?refresh=wait", lines);
        assertThat(reply.body().lines().filter(line -> line.contains("\"status\":201"))).hasSize(RACES);
    }

    private static Map<String, Object> document(String word) {
        return Map.of(
                "title", "Race of " + word,
                "text", "The word of this document is " + word + ".",
                "classification", "internal",
                "acl", Map.of("allow", List.of("everyone")));
    }

    private static String word(int number) {
        return "quokka" + number;
    }

    private static String path(String id) {
        return "/v1/collections/finance/documents/" + id;
    }
}
