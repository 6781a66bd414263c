package io.sallyport.api.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.EntryFilter;
import io.sallyport.audit.EntryOrder;
import io.sallyport.audit.SubjectIdentity;
import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.PolicyFolders;
import io.sallyport.dev.RunningGateway;
import io.sallyport.dev.TestStack;

/// `/v1/policies` for the policy admin of the demo world, on a gateway of its own that looks at the folder only at the
/// start.
class PoliciesIT {

    private static final String FILE = "50-lunch.yaml";
    private static final String[] YAML = {"Content-Type", "application/yaml"};

    private static Path folder;
    private static RunningGateway gateway;
    private static GatewayClient client;
    private static Map<Path, String> original;

    @BeforeAll
    static void start() throws IOException {
        folder = PolicyFolders.copy();
        gateway = RunningGateway.start(TestStack.arguments().with(
                "--sallyport.policies.directory=" + folder, "--sallyport.policies.interval=0"));
        client = new GatewayClient(gateway.uri(), TestStack.issuer()::token);
        original = contents();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void removeWhatWasAdded() {
        if (Files.exists(folder.resolve(FILE))) {
            assertThat(delete(FILE, revision()).status()).isEqualTo(200);
        }
    }

    private static Map<Path, String> contents() throws IOException {
        var contents = new HashMap<Path, String>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.readString(file));
            }
        }
        return contents;
    }

    private static String policy(String id) {
        return """
                apiVersion: sallyport/v1
                kind: RequestPolicy
                metadata:
                  name: lunch
                  owner: tests@halden.example
                spec:
                  rules:
                    - id: %s
                      effect: deny
                      reason: Nobody asks at lunch.
                      when: |
                        request.purpose == "lunch"
                """.formatted(id);
    }

    private static String revision() {
        return client.get("pia", "/v1/policies").json().get("revision").asString();
    }

    private static GatewayClient.Reply put(String person, String file, Object body, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(YAML, 0, all, 0, 2);
        System.arraycopy(headers, 0, all, 2, headers.length);
        return client.put(person, "/v1/policies/" + file, body, all);
    }

    private static GatewayClient.Reply delete(String file, String revision) {
        return client.send(client.request("pia", "/v1/policies/" + file, "If-Match", '"' + revision + '"').DELETE());
    }

    private static String slug(GatewayClient.Reply reply) {
        return reply.json().get("type").asString().replace("urn:sallyport:problem:", "");
    }

    /// Of pia.
    private static String reference() {
        return gateway.bean(AuditLog.class)
                .reference(new SubjectIdentity(TestStack.issuer().issuer().toString(), "pia")).value();
    }

    private static List<JsonNode> events(String kind) {
        var page = gateway.bean(AuditLog.class)
                .entries(EntryFilter.all().ofKind(kind), EntryOrder.OLDEST_FIRST, OptionalLong.empty(), 100);
        return page.entries().stream().<JsonNode>map(entry -> new JsonMapper().readTree(entry.json())).toList();
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1/policies", "GET,/v1/policies/10-request.yaml", "GET,/v1/policies/revisions",
            "POST,/v1/policies:check", "PUT,/v1/policies/50-lunch.yaml", "DELETE,/v1/policies/10-request.yaml"})
    void whoIsNoPolicyAdminGetsNothing(String method, String path) throws IOException {
        for (String person : List.of("", "bob", "olga", "sam")) {
            var reply = client.send(client.request(person, path, "If-Match", revision())
                    .method(method, java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(reply.status()).as(person + " " + reply.body()).isIn(401, 403);
        }
        assertThat(contents()).isEqualTo(original);
    }

    @Test
    void aWriteWithoutARevisionIsRefused() {
        var reply = put("pia", FILE, policy("a"));
        assertThat(reply.status()).isEqualTo(428);
        assertThat(slug(reply)).isEqualTo("precondition-required");
        assertThat(put("pia", FILE, policy("a"), "If-Match", "*").status()).isEqualTo(400);
        assertThat(folder.resolve(FILE)).doesNotExist();
    }

    @Test
    void aWriteOnAnotherRevisionIsRefused() {
        var reply = put("pia", FILE, policy("a"), "If-Match", '"' + "0".repeat(64) + '"');
        assertThat(reply.status()).isEqualTo(412);
        assertThat(slug(reply)).isEqualTo("revision-mismatch");
        assertThat(folder.resolve(FILE)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.yml", "x.json", ".x.yaml", "a/.x.yaml", "..%2Fx.yaml", "%2e%2e/x.yaml", "a%5Cx.yaml",
            "..data/x.yaml", "x.yaml%00", "a//x.yaml", "revisions", ""})
    void aNameThatLeadsElsewhereIsRefused(String name) throws IOException {
        var reply = put("pia", name, policy("a"), "If-Match", revision());
        assertThat(reply.status()).as(reply.body()).isBetween(400, 405);
        assertThat(contents()).isEqualTo(original);
        assertThat(client.get("pia", "/v1/policies/..%2F..%2Fetc%2Fpasswd").status()).isIn(400, 404);
    }

    @Test
    void aBundleThatDoesNotLoadIsNotWritten() throws IOException {
        int before = events("PolicyRejected").size();
        var reply = put("pia", FILE, policy("a").replace("request.purpose", "request.purpos"), "If-Match", revision());
        assertThat(reply.status()).isEqualTo(422);
        assertThat(slug(reply)).isEqualTo("policies-refused");
        var problem = reply.json().get("problems").get(0);
        assertThat(problem.get("file").asString()).isEqualTo(FILE);
        assertThat(problem.get("line").asInt()).isEqualTo(12);
        assertThat(problem.get("path").asString()).isEqualTo("spec.rules[0].when");
        assertThat(contents()).isEqualTo(original);
        var event = events("PolicyRejected").get(before);
        assertThat(event.get("by").asString()).isEqualTo(reference());
        assertThat(event.get("firstProblems").get(0).asString()).startsWith(FILE + ":12:");
    }

    @Test
    void aBodyOfAnotherTypeOrSizeIsRefused() {
        assertThat(put("pia", FILE, "{}", "Content-Type", "application/json", "If-Match", revision()).status())
                .isEqualTo(415);
        assertThat(put("pia", FILE, "#".repeat(1024 * 1024 + 1), "If-Match", revision()).status()).isEqualTo(413);
    }

    @Test
    void aFileIsAddedChangedAndRemovedAndTheHistoryTellsWhoDidIt() {
        var first = revision();
        var added = put("pia", FILE, policy("no-lunch"), "If-Match", '"' + first + '"');
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var second = added.json().get("revision").asString();
        assertThat(added.header("etag")).isEqualTo('"' + second + '"');
        assertThat(added.json().at("/difference/rules_added/0").asString()).isEqualTo(FILE + "#no-lunch");

        var read = client.get("pia", "/v1/policies/" + FILE);
        assertThat(read.body()).isEqualTo(policy("no-lunch"));
        assertThat(read.header("etag")).isEqualTo('"' + second + '"');
        assertThat(read.header("x-sallyport-policy-revision")).isEqualTo(second);

        assertThat(put("pia", FILE, policy("other"), "If-Match", second).status()).isEqualTo(200);
        assertThat(delete(FILE, revision()).status()).isEqualTo(200);
        assertThat(revision()).isEqualTo(first);
        assertThat(delete(FILE, first).status()).isEqualTo(404);

        var revisions = client.get("pia", "/v1/policies/revisions").json().get("revisions");
        assertThat(revisions.get(0).get("revision").asString()).isEqualTo(first);
        assertThat(revisions.get(0).at("/difference/files_removed/0").asString()).isEqualTo(FILE);
        assertThat(revisions.get(0).get("by").asString()).isEqualTo("pia");
        assertThat(revisions.get(2).get("revision").asString()).isEqualTo(second);
        var published = events("PolicyPublished").getLast();
        assertThat(published.get("revision").asString()).isEqualTo(first);
        assertThat(published.get("by").asString()).isEqualTo(reference());
    }

    @Test
    void aPublishedRuleHoldsForTheNextRequest() {
        var rule = policy("closed").replace("request.purpose == \"lunch\"", "subject.id == \"hana\"");
        assertThat(put("pia", FILE, rule, "If-Match", revision()).status()).isEqualTo(201);
        var refused = client.post("hana", "/v1/retrieve", Map.of("query", "budget"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("detail").asString()).isEqualTo("Nobody asks at lunch.");
        assertThat(delete(FILE, revision()).status()).isEqualTo(200);
        assertThat(client.post("hana", "/v1/retrieve", Map.of("query", "budget")).status()).isEqualTo(200);
    }

    @Test
    void theListTellsWhatIsInForce() {
        var reply = client.get("pia", "/v1/policies");
        var json = reply.json();
        assertThat(reply.header("etag")).isEqualTo('"' + json.get("revision").asString() + '"');
        assertThat(json.get("files").valueStream().map(file -> file.get("file").asString())).contains(
                "00-vocabulary.yaml");
        assertThat(json.get("files").get(0).get("sha256").asString()).hasSize(64);
        assertThat(json.get("writable").asBoolean()).isTrue();
        assertThat(json.has("rejected")).isFalse();
    }

    @Test
    void aCheckTellsTheProblemsAndPublishesNothing() throws IOException {
        var before = revision();
        int events = events("PolicyRejected").size();
        var good = client.post("pia", "/v1/policies:check", Map.of("files", Map.of(FILE, policy("a"))));
        assertThat(good.status()).as(good.body()).isEqualTo(200);
        assertThat(good.json().get("problems")).isEmpty();
        assertThat(good.json().get("revision").asString()).isNotEqualTo(before);
        var bad = client.post("pia", "/v1/policies:check", Map.of("files", Map.of(FILE, "kind: X")));
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.json().get("problems")).isNotEmpty();
        var without = new HashMap<String, Object>();
        without.put("00-vocabulary.yaml", null);
        assertThat(client.post("pia", "/v1/policies:check", Map.of("files", without)).json().get("problems"))
                .anySatisfy(problem -> assertThat(problem.get("message").asString()).contains("Vocabulary"));
        var alone = client.post("pia", "/v1/policies:check",
                Map.of("files", Map.of(FILE, policy("a")), "alone", true));
        assertThat(alone.json().get("problems").get(0).get("message").asString()).contains("Vocabulary");
        assertThat(client.post("pia", "/v1/policies:check", Map.of("files", Map.of("../x.yaml", ""))).status())
                .isEqualTo(400);
        assertThat(client.post("pia", "/v1/policies:check", Map.of("file", "x")).status()).isEqualTo(400);
        assertThat(revision()).isEqualTo(before);
        assertThat(events("PolicyRejected")).hasSize(events);
        assertThat(contents()).isEqualTo(original);
    }
}
