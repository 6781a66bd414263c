package io.sallyport.api.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.EntryFilter;
import io.sallyport.audit.EntryOrder;
import io.sallyport.cli.Commands;
import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.Person;
import io.sallyport.dev.PolicyFolders;
import io.sallyport.dev.RunningGateway;
import io.sallyport.dev.TestStack;
import io.sallyport.dev.World;
import io.sallyport.dev.WorldDocument;
import io.sallyport.dev.WorldLoader;

/// `POST /v1/policies:impact` on the demo world, on a gateway of its own: what it predicts is then published and looked
/// at.
class ImpactIT {

    private static final String IMPACT = "/v1/policies:impact";
    private static final String FILE = "20-retrieval-halden.yaml";
    private static final Map<String, Object> EVERYDAY = Map.of("purpose", "everyday-work");
    private static final List<String> READERS = List.of("alice", "bob", "hana", "lena", "erik", "nina", "dora");

    private static Path folder;
    private static RunningGateway gateway;
    private static GatewayClient client;
    private static Map<String, String> shipped;

    @BeforeAll
    static void start() throws IOException {
        folder = PolicyFolders.copy();
        var obligations = folder.resolve("40-obligations.yaml");
        Files.writeString(obligations,
                Files.readString(obligations).replaceAll("requestsPerMinute: \\d+", "requestsPerMinute: 1000000")
                        .replaceAll("maxDocuments: \\d+", "maxDocuments: 200"));
        try (var tests = Files.walk(folder.resolve("tests"))) {
            for (var file : tests.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, Files.readString(file).replaceAll("(?m)^ +limits: .*\n", ""));
            }
        }
        gateway = RunningGateway.start(TestStack.arguments().with(
                "--sallyport.policies.directory=" + folder, "--sallyport.policies.interval=0"));
        client = new GatewayClient(gateway.uri(), TestStack.issuer()::token);
        WorldLoader.load(client);
        shipped = Map.of(FILE, Files.readString(folder.resolve(FILE)));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void restore() {
        if (!client.get("pia", "/v1/policies/" + FILE).body().equals(shipped.get(FILE))) {
            publish(shipped.get(FILE));
        }
    }

    private static void publish(String text) {
        var revision = client.get("pia", "/v1/policies").json().get("revision").asString();
        var reply = client.put("pia", "/v1/policies/" + FILE, text, "Content-Type", "application/yaml", "If-Match",
                '"' + revision + '"');
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private static Map<String, Object> body(Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of(
                "files", Map.of(),
                "subjects", List.of(Map.of("claims", World.person("bob").claims())),
                "requests", List.of(EVERYDAY)));
        body.putAll(more);
        return body;
    }

    private static JsonNode impact(Map<String, Object> body) {
        Reply reply = client.post("pia", IMPACT, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bob", "sam", "dora", "olga", "carla"})
    void whoIsNoPolicyAdminIsRefused(String person) {
        long before = runs().size();
        var reply = client.post(person, IMPACT, body(Map.of()));
        assertThat(reply.status()).as(reply.body()).isIn(401, 403);
        assertThat(reply.body()).doesNotContain("gained");
        assertThat(runs()).hasSize((int) before);
    }

    static Stream<Arguments> malformed() {
        var bob = Map.of("claims", World.person("bob").claims());
        return Stream.of(
                Arguments.of("files", body(Map.of("files", "x"))),
                Arguments.of("files", body(Map.of("files", Map.of("../x.yaml", "")))),
                Arguments.of("The request body", body(Map.of("model", "caller"))),
                Arguments.of("requests", Map.of("files", Map.of(), "subjects", List.of(bob))),
                Arguments.of("subjects", body(Map.of("subjects", List.of()))),
                Arguments.of("subjects", body(Map.of("subjects", List.of("bob")))),
                Arguments.of("subjects", body(Map.of("subjects", IntStream.range(0, 51).mapToObj(n -> bob).toList()))),
                Arguments.of("requests",
                        body(Map.of("requests", IntStream.range(0, 21).mapToObj(n -> EVERYDAY).toList()))),
                Arguments.of("requests", body(Map.of("subjects", IntStream.range(0, 50).mapToObj(n -> bob).toList(),
                        "requests", IntStream.range(0, 5).mapToObj(n -> EVERYDAY).toList()))),
                Arguments.of("subjects[0].subject", body(Map.of("subjects", List.of(Map.of())))),
                Arguments.of("subjects[0]", body(Map.of("subjects", List.of(Map.of("name", "bob"))))),
                Arguments.of("subjects[1].subject.clearance",
                        body(Map.of("subjects", List.of(bob, Map.of("subject", Map.of("clearance", "KESTREL")))))),
                Arguments.of("requests[0].purpose", body(Map.of("requests", List.of(Map.of())))),
                Arguments.of("requests[0].model",
                        body(Map.of("requests", List.of(Map.of("purpose", "p", "model", "two words"))))),
                Arguments.of("requests[0]", body(Map.of("requests", List.of(Map.of("purpose", "p", "x", 1))))));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void inputThatIsNotWhatItShouldBeIsRefusedByItsName(String param, Map<String, Object> body) {
        var reply = client.post("pia", IMPACT, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.json().get("param").asString()).isEqualTo(param);
        assertThat(reply.body()).doesNotContain("KESTREL");
    }

    @Test
    void aBundleThatDoesNotLoadHasProblemsAndNoImpact() {
        var reply = client.post("pia", IMPACT,
                body(Map.of("files", Map.of(FILE, text().replace("document.tags", "document.tag")))));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("type").asString()).endsWith(":policies-refused");
        assertThat(reply.json().get("problems").get(0).get("file").asString()).isEqualTo(FILE);
        assertThat(reply.body()).doesNotContain("gained");
    }

    @Test
    void theBundleInForceChangesNothing() {
        var impact = impact(Map.of("files", Map.of()));
        assertThat(impact.get("candidate")).isEqualTo(impact.get("revision"));
        assertThat(impact.get("changes")).isEmpty();
        assertThat(impact.get("requests").size()).as("the cases of its own tests").isGreaterThan(10);
        impact.get("requests").forEach(request -> {
            assertThat(request.at("/gained/count").asLong()).isZero();
            assertThat(request.at("/lost/count").asLong()).isZero();
            assertThat(request.get("obligations")).isEmpty();
        });
    }

    private static String text() {
        return shipped.getOrDefault(FILE, "");
    }

    /// Legal hold and embargo no longer hold for two departments.
    private static String widened() {
        return text().replace("!(\"legal\" in subject.roles)",
                "!(\"legal\" in subject.roles) && !(subject.department in [\"people\", \"privacy\"])")
                .replace("document.embargoUntil > request.time",
                        "document.embargoUntil > request.time && !(subject.department in [\"people\", \"privacy\"])");
    }

    @Test
    void whatAWidenedRuleNewlyShowsToWhomIsPredictedExactly() {
        predictedThenPublished(widened(), true);
    }

    @Test
    void whatANarrowedRuleHidesFromWhomIsPredictedExactly() {
        publish(widened());
        predictedThenPublished(text(), false);
    }

    private static void predictedThenPublished(String candidate, boolean widens) {
        var before = visible();
        var impact = impact(Map.of(
                "files", Map.of(FILE, candidate),
                "subjects", READERS.stream().map(name -> Map.of("claims", World.person(name).claims())).toList(),
                "requests", List.of(EVERYDAY)));
        var gained = predicted(impact, "gained");
        var lost = predicted(impact, "lost");
        publish(candidate);
        var after = visible();
        assertThat(gained).isEqualTo(difference(after, before));
        assertThat(lost).isEqualTo(difference(before, after));
        assertThat(widens ? gained : lost).as("the rule changes something for somebody, not for all")
                .containsKeys("hana", "dora").doesNotContainKeys("lena", "alice");
        assertThat(widens ? lost : gained).isEmpty();
        assertThat(impact.get("witnesses").size()).isPositive();
        System.out.println("impact predicted, then seen: gained " + gained + ", lost " + lost);
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

    /// What each reader is really given: every document is asked for by its title.
    private static Map<String, Set<String>> visible() {
        var visible = new TreeMap<String, Set<String>>();
        for (String person : READERS) {
            var seen = new TreeSet<String>();
            for (var document : World.documents()) {
                seen.addAll(retrieved(person, document));
            }
            visible.put(person, seen);
        }
        return visible;
    }

    private static List<String> retrieved(String person, WorldDocument document) {
        var reply = client.post(person, "/v1/retrieve",
                Map.of("query", document.title(), "limit", 50, "purpose", "everyday-work"));
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
    void documentsOfAnotherTenantAreNotCounted() {
        Person carla = World.person("carla");
        var body = new HashMap<String, Object>(Map.of(
                "files", Map.of("21-retrieval-clinic.yaml", deniesAll()),
                "subjects", List.of(Map.of("claims", carla.claims())),
                "requests", List.of(Map.of("purpose", "treatment"))));
        body.put("alone", false);
        var removedTests = new HashMap<String, Object>(Map.of("21-retrieval-clinic.yaml", deniesAll()));
        removedTests.put("tests/clinic.test.yaml", null);
        body.put("files", removedTests);
        assertThat(visibleTo("carla", "treatment")).as("documents of the clinic that the candidate would hide").isPositive();
        var impact = impact(body);
        assertThat(impact.get("tenant").asString()).isEqualTo("halden");
        assertThat(impact.at("/requests/0/lost/count").asLong()).isZero();
        assertThat(impact.toString()).doesNotContain("patient-p-");
    }

    private static int visibleTo(String person, String purpose) {
        return client.post(person, "/v1/retrieve", Map.of("query", "patient cardiology", "purpose", purpose)).json()
                .get("passages").size();
    }

    private static String deniesAll() {
        return """
                apiVersion: sallyport/v1
                kind: RetrievalPolicy
                metadata: { name: clinic, owner: tests@halden.example }
                spec:
                  rules:
                    - id: nothing
                      effect: deny
                      reason: Nothing.
                      when: |
                        document.tenant == "halden-clinic"
                """;
    }

    @Test
    void otherObligationsAreToldByLevel() {
        var obligations = client.get("pia", "/v1/policies/40-obligations.yaml").body();
        var files = new HashMap<String, Object>();
        files.put("40-obligations.yaml", obligations.replace("maxDocuments: 200", "maxDocuments: 3"));
        var impact = impact(body(Map.of("files", files)));
        var change = impact.at("/requests/0/obligations/0");
        assertThat(change.get("classification").asString()).isEqualTo("public");
        assertThat(change.at("/before/max_documents").asInt()).isEqualTo(200);
        assertThat(change.at("/after/max_documents").asInt()).isEqualTo(3);
    }

    @Test
    void everyRunIsAnEntryOfTheAuditLog() {
        int before = runs().size();
        var impact = impact(body(Map.of("files", Map.of(FILE, widened()))));
        assertThat(runs()).hasSize(before + 1);
        var run = runs().getLast();
        assertThat(run.get("by").asString()).isEqualTo("halden/pia");
        assertThat(run.get("tenant").asString()).isEqualTo("halden");
        assertThat(run.get("revision")).isEqualTo(impact.get("revision"));
        assertThat(run.get("candidate")).isEqualTo(impact.get("candidate"));
        assertThat(run.get("subjects").asInt()).isEqualTo(1);
        assertThat(run.get("requests").asInt()).isEqualTo(1);
        assertThat(run.get("listed").asInt()).isEqualTo(impact.at("/requests/0/gained/documents").size());
    }

    @Test
    void theCommandAsksTheGateway() throws IOException {
        var token = Files.writeString(folder.resolve(".token"), TestStack.issuer().token("pia"));
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Commands.run(new PrintWriter(out), new PrintWriter(err), "policy", "impact", folder.toString(),
                "--server", gateway.uri().toString(), "--token-file", token.toString(), "--exit-code");
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("would change, documents counted of tenant halden");
    }

    private static List<JsonNode> runs() {
        return gateway.bean(AuditLog.class)
                .entries(EntryFilter.all().ofKind("PolicyImpactRun"), EntryOrder.OLDEST_FIRST, OptionalLong.empty(), 100)
                .entries().stream().<JsonNode>map(entry -> new JsonMapper().readTree(entry.json())).toList();
    }
}
