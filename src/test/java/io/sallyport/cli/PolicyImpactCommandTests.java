package io.sallyport.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// `sallyport policy impact` against a server that answers what a test says.
class PolicyImpactCommandTests {

    private static final String NOTHING = """
            {"revision":"a","candidate":"b","tenant":"halden","changes":[],"requests":[{"subject":"bob","purpose":"p",
            "model":"caller","before":{"decision":"allow"},"after":{"decision":"allow"},"gained":{"count":0,"documents":[]},
            "lost":{"count":0,"documents":[]},"obligations":[]}]}""";

    @TempDir
    private Path folder;

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server = unstarted();
    private int status = 200;
    private String answer = NOTHING;

    private static HttpServer unstarted() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private CommandLineRun run(String... more) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "KESTREL-TOKEN\n");
        var arguments = Stream.concat(
                Stream.of("policy", "impact", "policies", "--token-file", token.toString(), "--server",
                        "http://127.0.0.1:" + server.getAddress().getPort()),
                Stream.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://gateway.example", "ftp://127.0.0.1/", "gateway", "http://localhost.example/"})
    void theTokenIsNotSentWhereItCouldBeRead(String url) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "KESTREL-TOKEN");
        var run = CommandLineRun.of("policy", "impact", "policies", "--token-file", token.toString(), "--server", url);
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(run.err()).contains("--server: expected https://").doesNotContain("KESTREL");
    }

    @Test
    void withoutATokenNothingIsSent() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), " ");
        var run = CommandLineRun.of("policy", "impact", "policies", "--token-file", empty.toString(), "--server",
                "http://127.0.0.1:" + server.getAddress().getPort());
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(run.err()).contains("SALLYPORT_TOKEN");
        assertThat(received).isEmpty();
    }

    @Test
    void withoutAServerItSaysHowToCallIt() {
        assertThat(CommandLineRun.of("policy", "impact", "policies").code()).isEqualTo(Commands.USAGE);
    }

    @Test
    void aRefusalOfTheGatewayIsAProblem() throws IOException {
        status = 403;
        answer = "{\"detail\":\"This needs the scope policy:read.\"}";
        var run = run();
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(run.err()).contains("answered 403: This needs the scope policy:read.").doesNotContain("KESTREL");
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        status = 307;
        assertThat(run().code()).isEqualTo(Commands.PROBLEMS);
        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"requests\":1}"})
    void whatIsNoAnswerOfAGatewayIsAProblem(String text) throws IOException {
        answer = text;
        var run = run("--json");
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(run.err()).contains("answered 200: expected the JSON of a gateway");
        assertThat(run.out()).isEmpty();
        status = 422;
        assertThat(run().err()).contains("answered 422");
    }

    @Test
    void aFolderThatCannotBeReadIsNotSent() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("x.yml"), "kind: Vocabulary");
        Path token = Files.writeString(folder.resolve("token"), "KESTREL-TOKEN");
        var run = CommandLineRun.of("policy", "impact", broken.toString(), "--token-file", token.toString(), "--server",
                "http://127.0.0.1:" + server.getAddress().getPort());
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(run.out()).contains("x.yml");
        assertThat(received).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsAProblem() throws IOException {
        server.stop(0);
        var run = run();
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(run.err()).contains("does not answer");
    }

    @Test
    void problemsOfTheFolderArePrintedAsCheckPrintsThem() throws IOException {
        status = 422;
        answer = """
                {"count":1,"problems":[{"file":"a.yaml","line":3,"column":7,"path":"kind","message":"is missing"}]}""";
        var run = run();
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(run.out()).startsWith("a.yaml:3:7: kind: is missing\n");
    }

    @Test
    void theFolderIsSentAsABundleOfItsOwn() throws IOException {
        var run = run();
        assertThat(run.code()).as(run.err()).isEqualTo(Commands.FINE);
        assertThat(run.out()).contains("0 of 1 request would change, documents counted of tenant halden");
        assertThat(received.getFirst()).startsWith("POST /v1/policies:impact Bearer KESTREL-TOKEN {")
                .contains("\"alone\":true", "\"00-vocabulary.yaml\":\"", "\"tests/bank.test.yaml\":\"");
        assertThat(run("--exit-code").code()).isEqualTo(Commands.FINE);
    }

    @Test
    void whatWouldChangeIsToldAndCanEndWithOne() throws IOException {
        answer = NOTHING.replaceFirst("\"count\":0,\"documents\":\\[]",
                "\"count\":21,\"documents\":[{\"collection\":\"finance\",\"id\":\"budget\"}]");
        assertThat(run().out()).contains("bob for p, model caller", "would newly get 21: finance/budget, …",
                "1 of 1 request would change");
        assertThat(run().code()).isEqualTo(Commands.FINE);
        assertThat(run("--exit-code").code()).isEqualTo(Commands.PROBLEMS);
    }

    @Test
    void changedRulesAreToldWithTheirExamplesInTheWordsOfDiff() throws IOException {
        answer = NOTHING.replace("\"changes\":[]", """
                "changes":[{"what":"a.yaml#hold","kind":"changed","witness":{"change":"document-shown",
                "values":{"document.tags":["legal-hold"]},"before":"denied","after":"allowed"}},
                {"what":"vocabulary","kind":"changed"}]""");
        var run = run("--exit-code");
        assertThat(run.out()).startsWith("""
                changed a.yaml#hold
                  a document is newly shown, for example with
                    document.tags = ["legal-hold"]
                    before: denied
                    after:  allowed
                changed vocabulary
                """);
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
    }

    private static final String REPLAY = """
            {"revision":"a","candidate":"b","tenant":"halden","changes":[],"requests":[],"replay":{"asked":50,"found":7,
            "since":"2026-11-22T08:00:00Z","cut_short":%s,"undecided":2,"replayed":6,"newly_refused":%d,"newly_allowed":0,
            "losing":%d,"drifted":1,"not_replayable":[{"reason":"the record is not complete","requests":1}],"requests":[
            {"subject":"q7","purpose":"p","model":"caller","requests":3,"before":{"decision":"allow"},
            "after":{"decision":"%s"},"gained":{"count":0,"documents":[]},"lost":{"count":0,"documents":[]},"disclosed":
            {"count":4,"gone":0,"lost":%d,"documents":[{"collection":"finance","id":"budget"}]},"obligations":[]}]}}""";

    @Test
    void aReplayIsAskedForByItsNumberAndToldByReference() throws IOException {
        answer = REPLAY.formatted("true", 3, 3, "deny", 1);
        var run = run("--replay", "50", "--exit-code");
        assertThat(run.out()).startsWith("""
                q7 for p, model caller, 3 requests
                  was allow, would be deny
                  were given, would no longer get 1: finance/budget
                6 of the newest 7 decided requests of tenant halden replayed, since 2026-11-22T08:00:00Z
                  3 would be refused, 0 would be allowed, 3 would lose a document they were given
                  1 decided otherwise then than the policies in force decide now
                  1 not replayed: the record is not complete
                  2 more without a decision
                  older ones were not reached in time
                in force a
                """);
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(received.getFirst()).contains("\"replay\":{\"last\":50}").doesNotContain("\"requests\"");
    }

    @Test
    void aReplayThatChangesNothingEndsWell() throws IOException {
        answer = REPLAY.formatted("false", 0, 0, "allow", 0);
        var run = run("--replay", "50", "--exit-code");
        assertThat(run.code()).as(run.err()).isEqualTo(Commands.FINE);
        assertThat(run.out()).doesNotContain("q7", "older ones", "0 of 0 requests");
        answer = REPLAY.formatted("false", 0, 3, "allow", 1);
        assertThat(run("--replay", "50", "--exit-code").code()).isEqualTo(Commands.PROBLEMS);
    }

    @Test
    void aNumberThatIsNoneIsAWrongCall() throws IOException {
        assertThat(run("--replay", "many").code()).isEqualTo(Commands.USAGE);
        assertThat(received).isEmpty();
    }

    @Test
    void theAnswerIsJsonForPrograms() throws IOException {
        var json = JsonMapper.shared().readTree(run("--json").out());
        assertThat(json.get("candidate").asString()).isEqualTo("b");
    }

    @Test
    void requestsOfAFileAreTried() throws IOException {
        Path requests = Files.writeString(folder.resolve("r.json"), "{\"requests\":[{\"purpose\":\"audit\"}]}");
        assertThat(run("--requests", requests.toString()).code()).isEqualTo(Commands.FINE);
        assertThat(received.getFirst()).contains("\"requests\":[{\"purpose\":\"audit\"}]");
        Files.writeString(requests, "[]");
        assertThat(run("--requests", requests.toString()).err()).contains("--requests: expected a JSON object");
    }
}
