package io.sallyport.api.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.PolicyFolders;
import io.sallyport.dev.RunningGateway;
import io.sallyport.dev.SharedElasticsearch;
import io.sallyport.dev.TestStack;
import io.sallyport.dev.World;
import io.sallyport.dev.WorldDocument;
import io.sallyport.dev.WorldLoader;

/// `POST /v1/policies:impact` on the demo world, on a gateway of its own: what it predicts is then published and looked
/// at.
class ImpactIT {

    /// So few that the passages of all of them fit into one answer.
    private static final int TOGETHER = 8;
    private static final List<String> READERS = List.of("alice", "bob", "hana", "lena", "erik");

    private static RunningGateway gateway;
    private static GatewayClient client;
    private static String shipped = "";

    @BeforeAll
    static void start() throws IOException {
        Path folder = TestStack.temporary("policies");
        PolicyFolders.copyRules(folder, text -> text.replaceAll("requestsPerMinute: \\d+", "requestsPerMinute: 1000000")
                .replaceAll("maxDocuments: \\d+", "maxDocuments: 200"));
        gateway = RunningGateway.start(TestStack.arguments().with(
                "--sallyport.policies.directory=" + folder, "--sallyport.policies.interval=0"));
        client = new GatewayClient(gateway.uri(), TestStack.issuer()::token);
        WorldLoader.load(client);
        shipped = Files.readString(folder.resolve(Impacts.FILE));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void restore() {
        if (!client.get("pia", "/v1/policies/" + Impacts.FILE).body().equals(shipped)) {
            publish(shipped);
        }
    }

    private static void publish(String text) {
        var revision = client.get("pia", "/v1/policies").json().get("revision").asString();
        var reply = client.put("pia", "/v1/policies/" + Impacts.FILE, text, "Content-Type", "application/yaml",
                "If-Match",
                '"' + revision + '"');
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    @Test
    void whatARuleNewlyShowsOrHidesIsPredictedExactlyForEachReader() {
        var before = visible();
        var widening = impact(Impacts.widened(shipped));
        publish(Impacts.widened(shipped));
        var meanwhile = visible();
        assertThat(predicted(widening, "gained")).isEqualTo(difference(meanwhile, before));
        assertThat(predicted(widening, "lost")).isEmpty();
        assertThat(difference(before, meanwhile)).isEmpty();
        assertThat(widening.get("witnesses").size()).isPositive();
        assertThat(predicted(widening, "gained")).as("the rule shows something to some, not to all")
                .containsOnlyKeys("bob", "hana");

        var narrowing = impact(shipped);
        publish(shipped);
        assertThat(visible()).isEqualTo(before);
        assertThat(predicted(narrowing, "lost")).isEqualTo(difference(meanwhile, before));
        assertThat(predicted(narrowing, "gained")).isEmpty();
        System.out.println("impact predicted, then seen: " + predicted(widening, "gained"));
    }

    private static JsonNode impact(String candidate) {
        return Impacts.ask(client, Map.of(
                "files", Map.of(Impacts.FILE, candidate),
                "subjects", READERS.stream().map(name -> Map.of("claims", World.person(name).claims())).toList(),
                "requests", List.of(Impacts.EVERYDAY)));
    }

    private static Map<String, Set<String>> predicted(JsonNode impact, String side) {
        var predicted = new TreeMap<String, Set<String>>();
        for (var request : impact.get("requests")) {
            var documents = request.get(side);
            assertThat(documents.get("doubtful")).isEmpty();
            assertThat(documents.get("count").asLong()).isEqualTo(documents.get("documents").size());
            if (!documents.get("documents").isEmpty()) {
                predicted.put(request.get("subject").asString(), documents.get("documents").valueStream()
                        .map(document -> document.get("collection").asString() + "/" + document.get("id").asString())
                        .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return predicted;
    }

    /// What each reader is really given: every document is asked for by its title, a few of a collection together.
    private static Map<String, Set<String>> visible() {
        var visible = new TreeMap<String, Set<String>>();
        for (String person : READERS) {
            var seen = new TreeSet<String>();
            World.documents().stream().collect(Collectors.groupingBy(WorldDocument::collection)).values().stream()
                    .flatMap(all -> all.stream().gather(Gatherers.windowFixed(TOGETHER)))
                    .forEach(asked -> seen.addAll(retrieved(person, asked)));
            visible.put(person, seen);
        }
        return visible;
    }

    private static List<String> retrieved(String person, List<WorldDocument> asked) {
        var titles = asked.stream().map(WorldDocument::title).collect(Collectors.joining(" "));
        var reply = client.post(person, "/v1/retrieve", Map.of("query", titles, "limit", 50, "purpose", "everyday-work",
                "collections", List.of(asked.getFirst().collection())));
        assertThat(reply.status()).as(person + " " + reply.body()).isEqualTo(200);
        var found = new ArrayList<String>();
        reply.json().get("passages").forEach(passage -> found.add(
                passage.at("/citation/collection").asString() + "/" + passage.at("/citation/id").asString()));
        return found;
    }

    private static Map<String, Set<String>> difference(Map<String, Set<String>> some, Map<String, Set<String>> others) {
        var difference = new TreeMap<String, Set<String>>();
        some.forEach((person, documents) -> {
            var left = new TreeSet<>(documents);
            left.removeAll(others.getOrDefault(person, Set.of()));
            if (!left.isEmpty()) {
                difference.put(person, left);
            }
        });
        return difference;
    }

    @Test
    void withoutTheIndexNothingIsToldAndThereWasNoRun() throws IOException, InterruptedException {
        int before = Impacts.runs(gateway).size();
        var body = Impacts.body(Map.of("files", Map.of(Impacts.FILE, Impacts.widened(shipped))));
        indices("_close");
        try {
            var reply = client.post("pia", Impacts.PATH, body);
            assertThat(reply.status()).as(reply.body()).isEqualTo(503);
            assertThat(reply.json().get("type").asString()).endsWith(":index-unavailable");
            assertThat(reply.body()).doesNotContain("gained", "revision");
        } finally {
            indices("_open");
        }
        assertThat(Impacts.runs(gateway)).hasSize(before);
        await().atMost(Duration.ofSeconds(30)).until(() -> client.post("pia", Impacts.PATH, body).status() == 200);
    }

    private static void indices(String action) throws IOException, InterruptedException {
        var prefix = gateway.bean(Environment.class).getRequiredProperty("sallyport.index.prefix");
        var names = elasticsearch("GET", "/_cat/indices/%s-*?h=index&expand_wildcards=all".formatted(prefix));
        elasticsearch("POST", "/%s/%s".formatted(names.strip().replaceAll("\\s+", ","), action));
    }

    private static String elasticsearch(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(SharedElasticsearch.uri().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody()).build();
        var response = client.http().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
