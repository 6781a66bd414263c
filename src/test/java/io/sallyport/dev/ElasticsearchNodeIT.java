package io.sallyport.dev;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The development node does what the `index` room needs from a cluster, survives a kill and never outlives its starter.
class ElasticsearchNodeIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private record Answer(int status, JsonNode body) {}

    @Test
    void greetsTheOfficialClient() throws IOException {
        var mapper = new Jackson3JsonpMapper();
        try (var client = ElasticsearchClient.of(c -> c.host(SharedElasticsearch.uri()).jsonMapper(mapper))) {
            assertThat(client.info().version().number()).isEqualTo("9.5.3");
            assertThat(client.ping().value()).isTrue();
        }
    }

    @Test
    void findsInflectedWordsThroughTheEnglishAnalyzer() throws Exception {
        create("node-english", "{\"text\": {\"type\": \"text\", \"analyzer\": \"english\"}}");
        bulk("node-english", "wait_for", List.of("The runners were running late", "Nobody walked"));
        assertThat(search("node-english", "{\"query\": {\"match\": {\"text\": \"run\"}}}")).containsExactly("0");
        assertThat(search("node-english", "{\"query\": {\"match\": {\"text\": \"walks\"}}}")).containsExactly("1");
        assertThat(search("node-english", "{\"query\": {\"match\": {\"text\": \"the\"}}}")).isEmpty();
    }

    @Test
    void readsInRealTimeWhatASearchDoesNotSeeYet() throws Exception {
        create("node-realtime", "{\"text\": {\"type\": \"text\"}}");
        call("PUT", "/node-realtime/_settings", "{\"index\": {\"refresh_interval\": \"-1\"}}");
        bulk("node-realtime", "false", List.of("fresh"));
        var found = call("GET", "/node-realtime/_mget", "{\"ids\": [\"0\", \"absent\"]}").body().get("docs");
        assertThat(found.get(0).at("/_source/text").asString()).isEqualTo("fresh");
        assertThat(found.get(1).get("found").asBoolean()).isFalse();
        assertThat(search("node-realtime", "{\"query\": {\"match_all\": {}}}")).isEmpty();
    }

    @Test
    void answersSeveralSearchesAtOnce() throws Exception {
        create("node-several", "{\"text\": {\"type\": \"text\"}}");
        bulk("node-several", "wait_for", List.of("apples", "pears"));
        var answer = call("POST", "/node-several/_msearch", """
                {}
                {"query": {"match": {"text": "apples"}}}
                {}
                {"query": {"match": {"text": "pears"}}}
                """);
        assertThat(answer.body().at("/responses/0/hits/hits/0/_id").asString()).isEqualTo("0");
        assertThat(answer.body().at("/responses/1/hits/hits/0/_id").asString()).isEqualTo("1");
    }

    @Test
    void walksAnIndexAtOnePointInTime() throws Exception {
        create("node-walk", "{\"text\": {\"type\": \"keyword\"}}");
        bulk("node-walk", "wait_for", IntStream.range(0, 25).mapToObj("entry %02d"::formatted).toList());
        var pit = call("POST", "/node-walk/_pit?keep_alive=1m", "").body().get("id").asString();
        bulk("node-walk", "wait_for", List.of("written after the point in time"));
        assertThat(walk(pit)).hasSize(25).isSorted().allMatch(text -> text.startsWith("entry"));
        assertThat(call("DELETE", "/_pit", "{\"id\": \"" + pit + "\"}").status()).isEqualTo(200);
    }

    private static List<String> walk(String pit) throws Exception {
        var seen = new ArrayList<String>();
        var after = "";
        while (true) {
            var hits = call("POST", "/_search", """
                    {"size": 10, "pit": {"id": "%s"}, "sort": [{"text": "asc"}] %s}""".formatted(pit, after))
                    .body().at("/hits/hits");
            if (hits.isEmpty()) {
                return seen;
            }
            hits.forEach(hit -> seen.add(hit.at("/_source/text").asString()));
            after = ", \"search_after\": " + hits.get(hits.size() - 1).get("sort");
        }
    }

    @Test
    void refusesAWriteBasedOnAStaleVersion() throws Exception {
        create("node-stale", "{\"text\": {\"type\": \"text\"}}");
        var first = call("PUT", "/node-stale/_doc/1", "{\"text\": \"one\"}").body();
        var condition = "if_seq_no=%s&if_primary_term=%s".formatted(first.get("_seq_no"), first.get("_primary_term"));
        assertThat(call("PUT", "/node-stale/_doc/1?" + condition, "{\"text\": \"two\"}").status()).isEqualTo(200);
        assertThat(call("PUT", "/node-stale/_doc/1?" + condition, "{\"text\": \"three\"}").status()).isEqualTo(409);
        assertThat(call("GET", "/node-stale/_doc/1", "").body().at("/_source/text").asString()).isEqualTo("two");
    }

    @Test
    void keepsAcknowledgedDocumentsWhenKilledAndWhenAskedBetweenRuns(@TempDir Path home) throws Exception {
        var options = ElasticsearchNode.Options.defaults().keepingData(true);
        try (var node = ElasticsearchNode.start(home, options)) {
            var uri = node.uri();
            var document = uri.resolve("/kept/_doc/1?refresh=false");
            assertThat(call(document, "PUT", "{\"text\": \"acknowledged\"}").status()).isEqualTo(201);
            node.kill();
            assertThat(node.process().isAlive()).isFalse();
            assertThatThrownBy(() -> call(document, "GET", "")).isInstanceOf(IOException.class);
            node.restart();
            assertThat(node.uri()).isEqualTo(uri);
            assertKept(uri);
        }
        try (var node = ElasticsearchNode.start(home, options)) {
            assertKept(node.uri());
        }
        ElasticsearchHome.prepare(home, false);
        assertThat(home.resolve("data")).doesNotExist();
    }

    private static void assertKept(URI uri) throws Exception {
        var kept = call(uri.resolve("/kept/_doc/1"), "GET", "").body();
        assertThat(kept.at("/_source/text").asString()).isEqualTo("acknowledged");
    }

    @Test
    void leavesNoDataUnlessAsked(@TempDir Path home) {
        try (var node = ElasticsearchNode.start(home, ElasticsearchNode.Options.defaults())) {
            assertThat(home.resolve("data")).isNotEmptyDirectory();
            assertThat(node.process().isAlive()).isTrue();
        }
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void endsWhenItsStandardInputCloses(@TempDir Path directory) throws Exception {
        var home = ElasticsearchHome.prepare(directory, false);
        var process = new ProcessBuilder(home.command(0)).redirectErrorStream(true)
                .redirectOutput(home.log().toFile()).start();
        try {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> home.port().isPresent());
            assertThat(process.isAlive()).isTrue();
            process.getOutputStream().close();
            assertThat(process.waitFor(30, SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void namesAPortInUseAndThePropertyThatChangesIt(@TempDir Path home) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = ElasticsearchNode.Options.defaults().onPort(taken.getLocalPort());
            assertThatThrownBy(() -> ElasticsearchNode.start(home, options))
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("sallyport.dev.elasticsearch.port=");
        }
    }

    @Test
    void showsTheEndOfTheLogWhenItCannotStart(@TempDir Path home) throws Exception {
        var notAFolder = Files.writeString(home.resolve("data"), "");
        var options = ElasticsearchNode.Options.defaults().keepingData(true);
        assertThatThrownBy(() -> ElasticsearchNode.start(home, options)).hasMessageContaining("ended with exit code 1")
                .hasMessageContaining("node.log").hasMessageContaining(notAFolder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.elasticsearch.node.Node", "org.apache.lucene.util.Version"})
    void staysOffTheClassPathOfTheApplication(String serverClass) {
        assertThatThrownBy(() -> Class.forName(serverClass)).isInstanceOf(ClassNotFoundException.class);
    }

    private static void create(String index, String properties) throws Exception {
        var answer = call("PUT", "/" + index, """
                {"settings": {"number_of_shards": 1, "number_of_replicas": 0},
                 "mappings": {"dynamic": "strict", "properties": %s}}""".formatted(properties));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    /// Writes the texts with their positions as ids; ids already there are overwritten.
    private static void bulk(String index, String refresh, List<String> texts) throws Exception {
        var lines = new StringBuilder();
        for (var i = 0; i < texts.size(); i++) {
            lines.append("{\"index\": {\"_id\": \"%d\"}}%n{\"text\": \"%s\"}%n".formatted(i, texts.get(i)));
        }
        var answer = call("POST", "/" + index + "/_bulk?refresh=" + refresh, lines.toString());
        assertThat(answer.body().get("errors").asBoolean()).as("%s", answer.body()).isFalse();
    }

    private static List<String> search(String index, String query) throws Exception {
        var hits = call("POST", "/" + index + "/_search", query).body().at("/hits/hits");
        return hits.valueStream().map(hit -> hit.get("_id").asString()).toList();
    }

    private static Answer call(String method, String path, String body) throws Exception {
        return call(SharedElasticsearch.uri().resolve(path), method, body);
    }

    private static Answer call(URI uri, String method, String body) throws Exception {
        var type = uri.getPath().matches(".*/_(bulk|msearch)") ? "application/x-ndjson" : "application/json";
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(uri).method(method, publisher).header("Content-Type", type)
                .timeout(Duration.ofSeconds(30)).build();
        var response = HTTP.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }
}
