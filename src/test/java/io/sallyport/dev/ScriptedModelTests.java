package io.sallyport.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.dev.Script.Fault;

/// The scripted model speaks OpenAI's protocol, answers from the passages, and fails as scripted.
class ScriptedModelTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROMPT = """
            Answer from these passages.
            <passage n="1" title="Rotterdam office">
            # Rotterdam office
            The Rotterdam office has two floors. Staff move to the new building in May 2027.
            [PERSON_1] answers questions, at [EMAIL_ADDRESS_2].

            | Item | Cost |
            |---|---|
            | Removal company | 48,000 euros |
            </passage>
            <passage n="2" title="Canteen">
            The canteen serves lunch from noon.
            </passage>

            Question: %s""";

    private final ScriptedModel model = ScriptedModel
            .start(ScriptedModel.Options.defaults().serving("scripted", "other"));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        model.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "When do the staff move?; Staff move to the new building in May 2027 [1].",
            "when is lunch served in the canteen; The canteen serves lunch from noon [2].",
            "Who answers questions?; [PERSON_1] answers questions, at [EMAIL_ADDRESS_2] [1].",
            "What does the removal cost?; Removal company – 48,000 euros [1].",
            "How do I book a parking space?; I found nothing about this in the documents I was given.",
            "What is it?; I found nothing about this in the documents I was given."})
    void answersWithTheSentencesThatFitTheQuestion(String question, String answer) throws Exception {
        assertThat(content(chat(request(PROMPT.formatted(question), false)))).isEqualTo(answer);
        assertThat(content(chat(request(PROMPT.formatted(question), false)))).isEqualTo(answer);
    }

    @Test
    void citesEachOfSeveralSentencesInTheOrderOfThePassages() throws Exception {
        var prompt = """
                <passage n="3" title="B">
                The budget of the move is 120,000 euros. Nobody else moves.
                </passage>
                <passage n="7" title="A">
                - The finance board approved the budget of the move in June
                </passage>
                Question: Who approved the budget of the move, and how much is it?""";
        assertThat(content(chat(request(prompt, false)))).isEqualTo("The budget of the move is 120,000 euros [3]. "
                + "The finance board approved the budget of the move in June [7].");
    }

    @Test
    void findsNothingWithoutPassages() throws Exception {
        var answer = content(chat(request("Question: When do the staff move?", false)));
        assertThat(answer).isEqualTo("I found nothing about this in the documents I was given.");
    }

    @Test
    void answersFromTheLastUserMessageOnlyAndFromTextParts() throws Exception {
        var messages = List.of(Map.of("role", "user", "content", PROMPT.formatted("When do the staff move?")),
                Map.of("role", "assistant", "content", "In May."),
                Map.of("role", "user", "content",
                        List.of(Map.of("type", "text", "text", PROMPT.formatted("When is lunch?")))));
        var answer = chat(JSON.writeValueAsString(Map.of("model", "other", "messages", messages)));
        assertThat(content(answer)).isEqualTo("The canteen serves lunch from noon [2].");
    }

    @Test
    void answersFromRealDocumentsOfTheWorld() throws Exception {
        var document = World.documents().stream().filter(candidate -> candidate.id().equals("rotterdam-move-budget"))
                .findFirst().orElseThrow();
        var prompt = "<passage n=\"1\" title=\"%s\">\n%s\n</passage>\nQuestion: What does the office move cost?"
                .formatted(document.title(), document.text());
        assertThat(content(chat(request(prompt, false)))).contains("[1]").doesNotContain("#", "|");
    }

    @Test
    void tellsUsageAndTheReasonOfTheEnd() throws Exception {
        model.always(Script.saying("one two three"));
        var json = chat(request("a b", false));
        assertThat(json.at("/object").asString()).isEqualTo("chat.completion");
        assertThat(json.at("/choices/0/message/role").asString()).isEqualTo("assistant");
        assertThat(json.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(json.get("usage").toString())
                .isEqualTo(JSON.valueToTree(Map.of("prompt_tokens", 2, "completion_tokens", 3, "total_tokens", 5))
                        .toString());
        var limited = chat("{\"model\": \"other\", \"max_tokens\": 2, \"messages\": [{\"role\": \"user\"}]}");
        assertThat(content(limited)).isEqualTo("one two");
        assertThat(limited.at("/choices/0/finish_reason").asString()).isEqualTo("length");
    }

    @Test
    void streamsDeltasThatAddUpToTheAnswer() throws Exception {
        model.always(Script.saying("Ask [PERSON_1] 🙂 about it.").inDeltasOf(3));
        var events = events(send(request("x", true)).body());
        assertThat(events).last().isEqualTo("[DONE]");
        var chunks = events.subList(0, events.size() - 1).stream().map(JSON::readTree).toList();
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
        assertThat(chunks).extracting(chunk -> chunk.get("object").asString()).containsOnly("chat.completion.chunk");
        assertThat(text(chunks)).isEqualTo("Ask [PERSON_1] 🙂 about it.");
        assertThat(chunks.get(2).at("/choices/0/delta/content").asString()).isEqualTo(" [P");
        assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(chunks.getLast().get("choices")).isEmpty();
        assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void recordsRequestsAsTheyCame() throws Exception {
        var body = request("Question: what?", false);
        send(body, "X-Test", "value");
        assertThat(model.requests()).singleElement().satisfies(request -> {
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/chat/completions");
            assertThat(request.body()).isEqualTo(body);
            assertThat(request.header("x-test")).contains("value");
        });
    }

    @Test
    void scriptsTheNextRequestThenReturnsToTheUsual() throws Exception {
        model.next(Script.saying("first"));
        model.next(Script.failing(new Fault.Status(500)));
        model.always(Script.saying("usual"));
        assertThat(content(chat(request("x", false)))).isEqualTo("first");
        assertThat(send(request("x", false)).statusCode()).isEqualTo(500);
        assertThat(content(chat(request("x", false)))).isEqualTo("usual");
        model.reset();
        assertThat(content(chat(request("x", false)))).isEqualTo(ExtractiveAnswer.NOTHING);
        assertThat(model.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429,rate_limit_exceeded", "500,server_error", "503,server_error"})
    void answersWithAScriptedError(int status, String code) throws Exception {
        model.always(Script.failing(new Fault.Status(status)));
        for (var stream : List.of(false, true)) {
            var response = send(request("x", stream));
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(JSON.readTree(response.body()).at("/error/code").asString()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closesTheConnectionWithoutAResponse(boolean stream) {
        model.always(Script.failing(new Fault.NoResponse()));
        assertThatThrownBy(() -> send(request("x", stream))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closesTheConnectionWithinTheResponse(boolean stream) throws Exception {
        var dropping = Script.saying("one two three").inDeltasOf(4).with(new Fault.Drop(2));
        model.always(dropping.pausing(Duration.ofMillis(100))); // what was sent last may be lost with the connection
        var lines = lines(request("x", stream));
        var seen = new StringBuilder();
        assertThatThrownBy(() -> lines.forEach(seen::append)).hasRootCauseInstanceOf(IOException.class);
        if (stream) {
            assertThat(seen).contains("one ").doesNotContain("three", "[DONE]");
        }
        assertThat(model.abandoned()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neverFinishes(boolean stream) {
        model.always(Script.saying("one two").inDeltasOf(4).with(new Fault.Stall(1)));
        var asked = http.sendAsync(post(request("x", stream)).build(), BodyHandlers.ofString());
        Awaitility.await().until(() -> model.requests().size() == 1);
        Awaitility.await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(5)).until(() -> !asked.isDone());
        model.close();
        assertThatThrownBy(asked::get).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void staysSilentBeforeTheFirstByteOfAnAnswerThatIsNotStreamed() {
        model.always(Script.failing(new Fault.Stall(0)));
        var request = post(request("x", false)).timeout(Duration.ofMillis(300)).build();
        assertThatThrownBy(() -> http.send(request, BodyHandlers.ofString())).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void sendsAnEventThatIsNotJson() throws Exception {
        model.always(Script.saying("one two").inDeltasOf(4).with(new Fault.Malformed(1)));
        var events = events(send(request("x", true)).body());
        assertThat(events.get(1)).contains("one ");
        assertThatThrownBy(() -> JSON.readTree(events.get(2))).isInstanceOf(RuntimeException.class);
        assertThat(events.get(3)).contains("two");
        var whole = send(request("x", false)).body();
        assertThatThrownBy(() -> JSON.readTree(whole)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void sendsAHugeLine() throws Exception {
        model.always(Script.saying("one").with(new Fault.HugeLine(9, 1_000_000)));
        assertThat(events(send(request("x", true)).body())).anyMatch(event -> event.length() > 1_000_000);
        assertThat(content(chat(request("x", false)))).hasSize(1_000_000);
    }

    @Test
    void noticesAReaderWhoLeaves() throws Exception {
        model.always(Script.saying("word ".repeat(2_000)).inDeltasOf(5).pausing(Duration.ofMillis(5)));
        try (var impatient = HttpClient.newHttpClient()) {
            var response = impatient.send(post(request("x", true)).build(), BodyHandlers.ofInputStream());
            assertThat(response.body().readNBytes(100)).hasSize(100);
            response.body().close();
            Awaitility.await().until(() -> model.abandoned() == 1);
        }
    }

    @Test
    void listsItsModelsAndKnowsNoOther() throws Exception {
        var listed = http.send(HttpRequest.newBuilder(uri("/models")).build(), BodyHandlers.ofString());
        assertThat(JSON.readTree(listed.body()).get("data").valueStream().map(entry -> entry.get("id").asString()))
                .containsExactly("scripted", "other");
        var unknown = send(request("x", false).replace("scripted", "gpt-9"));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(unknown.body()).at("/error/code").asString()).isEqualTo("model_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"model\": \"scripted\"}", "{\"model\": \"scripted\", \"messages\": []}",
            "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}"})
    void refusesWhatIsNoChatRequest(String body) throws Exception {
        var response = send(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).at("/error/type").asString()).isEqualTo("invalid_request_error");
    }

    @Test
    void wantsTheKeyItWasGiven() throws Exception {
        try (var guarded = ScriptedModel.start(ScriptedModel.Options.defaults().requiring("secret"))) {
            var models = URI.create(guarded.baseUrl() + "/models");
            var without = HttpRequest.newBuilder(models).build();
            var with = HttpRequest.newBuilder(models).header("Authorization", "Bearer secret").build();
            assertThat(http.send(without, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
            assertThat(http.send(with, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void namesAPortInUseAndThePropertyThatChangesIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = ScriptedModel.Options.defaults().onPort(taken.getLocalPort());
            assertThatThrownBy(() -> ScriptedModel.start(options))
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("sallyport.dev.model.port=");
        }
    }

    private static String request(String content, boolean stream) {
        return JSON.writeValueAsString(Map.of("model", "scripted", "stream", stream, "stream_options",
                Map.of("include_usage", true), "messages", List.of(Map.of("role", "user", "content", content))));
    }

    private JsonNode chat(String body) throws Exception {
        var response = send(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> send(String body, String... headers) throws Exception {
        var request = post(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private Stream<String> lines(String body) throws Exception {
        return http.send(post(body).build(), BodyHandlers.ofLines()).body();
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(uri("/chat/completions")).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).timeout(Duration.ofSeconds(30));
    }

    private URI uri(String path) {
        return URI.create(model.baseUrl() + path);
    }

    private static String content(JsonNode completion) {
        return completion.at("/choices/0/message/content").asString();
    }

    private static List<String> events(String body) {
        return body.lines().filter(line -> !line.isEmpty()).map(line -> line.replaceFirst("^data: ", "")).toList();
    }

    private static String text(List<JsonNode> chunks) {
        return chunks.stream().map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
                .collect(Collectors.joining());
    }
}
