package io.sallyport.api.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sallyport.dev.Script;
import io.sallyport.dev.TestStack;
import io.sallyport.gateway.AuditView;
import io.sallyport.gateway.Chat;

/// Answers, whole and streamed, as OpenAI's clients read them, and what the audit log says about what was sent.
class ChatIT {

    private static final String QUESTION = "What is the budget of the Rotterdam office move?";
    private static final String LONG = IntStream.range(0, 300)
            .mapToObj(i -> "Füße und Straßen, “zitiert” mit 🚪 Nummer " + i + " [1].")
            .collect(Collectors.joining(" "));

    @BeforeEach
    @AfterEach
    void forgetScripts() {
        TestStack.model().reset();
    }

    @Test
    void aWholeAnswerHasOpenAisFieldsAndOurs() {
        var reply = Chat.to("halden-local", QUESTION).as("bob");
        var body = reply.json();
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(body.get("object").asString()).isEqualTo("chat.completion");
        assertThat(body.get("id").asString()).isEqualTo("chatcmpl-" + reply.header("x-request-id"));
        assertThat(body.get("model").asString()).isEqualTo("halden-local");
        assertThat(body.at("/choices/0/message/role").asString()).isEqualTo("assistant");
        assertThat(body.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(body.at("/usage/total_tokens").asLong())
                .isEqualTo(body.at("/usage/prompt_tokens").asLong() + body.at("/usage/completion_tokens").asLong())
                .isPositive();
        assertThat(body.at("/sallyport/request_id").asString()).isEqualTo(reply.header("x-request-id"));
        assertThat(body.at("/sallyport/policy_revision").asString())
                .isEqualTo(reply.header("x-sallyport-policy-revision"))
                .isNotEmpty();
        assertThat(body.at("/citations/0").propertyNames())
                .containsExactlyInAnyOrder("number", "collection", "id", "title", "uri", "classification");
        assertThat(reply.header("cache-control")).contains("no-store");
    }

    @Test
    void aStreamSaysWhatTheWholeAnswerSays() {
        var whole = Chat.to("halden-local", QUESTION).as("bob");
        var stream = Chat.to("halden-local", QUESTION).streamed("bob");
        assertThat(stream.text()).isEqualTo(Chat.text(whole));
        assertThat(stream.events().getLast().get("citations")).isEqualTo(whole.json().get("citations"));
    }

    @Test
    void aStreamBeginsWithTheRoleAndEndsWithCitationsUsageAndDone() {
        var stream = Chat.to("halden-local", QUESTION).with("stream_options", Map.of("include_usage", true))
                .streamed("bob");
        var events = stream.events();
        assertThat(stream.reply().header("content-type")).startsWith("text/event-stream");
        assertThat(stream.reply().header("x-sallyport-policy-revision")).isNotEmpty();
        assertThat(events.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
        assertThat(events.subList(1, events.size())).noneMatch(event -> event.at("/choices/0/delta").has("role"));
        var last = events.get(events.size() - 2);
        assertThat(last.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(last.at("/citations/0/id").asString()).isNotEmpty();
        assertThat(last.at("/sallyport/request_id").asString()).isEqualTo(stream.reply().header("x-request-id"));
        assertThat(events.subList(0, events.size() - 2)).noneMatch(event -> event.has("citations"))
                .allMatch(event -> event.at("/choices/0/finish_reason").isNull());
        assertThat(events.getLast().get("choices").isEmpty()).isTrue();
        assertThat(events.getLast().at("/usage/total_tokens").asLong()).isPositive();
        assertThat(stream.isDone()).isTrue();
        assertThat(events).allMatch(event -> event.get("id").equals(events.getFirst().get("id")))
                .allMatch(event -> event.get("object").asString().equals("chat.completion.chunk"));
    }

    @Test
    void usageIsOnlySentWhenAsked() {
        var stream = Chat.to("halden-local", QUESTION).streamed("bob");
        assertThat(stream.events()).noneMatch(event -> event.has("usage"));
        assertThat(stream.isDone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500, 20_000})
    void windowsCoverExactlyTheBytesSent(int deltaSize) {
        TestStack.model().next(Script.saying(LONG).inDeltasOf(deltaSize));
        var stream = Chat.to("halden-local", QUESTION).streamed("bob");
        byte[] sent = stream.text().getBytes(UTF_8);
        var audit = AuditView.of(stream.reply());
        long at = 0;
        int number = 0;
        for (var window : audit.all("Released")) {
            assertThat(window.get("window").asInt()).isEqualTo(++number);
            assertThat(window.get("from").asLong()).isEqualTo(at);
            at = window.get("to").asLong();
        }
        assertThat(at).isEqualTo(sent.length);
        var answered = audit.one("Answered");
        assertThat(answered.get("bytes").asLong()).isEqualTo(sent.length);
        assertThat(answered.get("windows").asInt()).isEqualTo(number).isPositive();
        assertThat(answered.get("calls").asInt()).isEqualTo(1);
        assertThat(audit.text("Answered", "sent-sha256")).contains(sha256(sent));
        assertThat(String.join("", audit.texts("Released", "text"))).isEqualTo(stream.text());
        assertThat(stream.text()).isEqualTo(LONG);
        assertThat(audit.kinds()).startsWith("Received", "Egressed", "Released").endsWith("Released", "Answered");
    }

    @Test
    void aWholeAnswerIsRecordedWithItsTextCountAndDigest() {
        TestStack.model().next(Script.saying(LONG));
        var reply = Chat.to("halden-local", QUESTION).as("bob");
        var audit = AuditView.of(reply);
        byte[] sent = Chat.text(reply).getBytes(UTF_8);
        assertThat(audit.kinds()).containsExactly("Received", "Egressed", "Answered");
        assertThat(audit.text("Answered", "answer")).contains(LONG);
        assertThat(audit.one("Answered").get("bytes").asLong()).isEqualTo(sent.length);
        assertThat(audit.text("Answered", "sent-sha256")).contains(sha256(sent));
        assertThat(audit.one("Answered").get("citations").asInt()).isEqualTo(1);
    }

    @Test
    void theEgressTellsModelPolicyAndDocuments() {
        var reply = Chat.to("halden-local", QUESTION).as("bob");
        var egressed = AuditView.of(reply).one("Egressed");
        assertThat(egressed.get("model").asString()).isEqualTo("halden-local");
        assertThat(egressed.get("provider").asString()).isEqualTo("development");
        assertThat(egressed.get("revision").asString()).isEqualTo(reply.header("x-sallyport-policy-revision"));
        assertThat(egressed.get("rules").toString()).contains("10-request.yaml#staff-with-purpose",
                "20-retrieval-halden.yaml#cleared-in-own-tenant", "30-models.yaml#up-to-the-ceiling");
        assertThat(egressed.get("obligations").toString()).contains("40-obligations.yaml#everyone");
        assertThat(egressed.get("documents").valueStream().map(each -> each.get("id").asString()))
                .containsAll(Chat.cited(reply));
    }

    @Test
    void lengthIsToldToCallersAndPassedOn() {
        var reply = Chat.to("halden-local", QUESTION).with("max_tokens", 3).with("temperature", 0.5).as("bob");
        assertThat(reply.json().at("/choices/0/finish_reason").asString()).isEqualTo("length");
        var asked = TestStack.model().requests().getLast().body();
        assertThat(asked).contains("\"temperature\":0.5").containsPattern("\"max_(completion_)?tokens\":3");
        assertThat(AuditView.of(reply).one("Answered").get("finish").asString()).isEqualTo("length");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
