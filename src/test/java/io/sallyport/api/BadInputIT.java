package io.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sallyport.api.BadInput.Case;
import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.TestStack;
import io.sallyport.gateway.AuditView;
import io.sallyport.gateway.Chat;

/// Input that is not what it should be is refused with a message a person understands, and that is recorded. It is never
/// echoed, never forwarded, and never answered with a stack trace.
class BadInputIT {

    private static final String CHAT = "/v1/chat/completions";
    private static final String RETRIEVE = "/v1/retrieve";

    private final GatewayClient client = TestStack.client();

    static Stream<Case> chats() {
        return Stream.of(BadInput.bodies(), BadInput.chatFields(), BadInput.ours(), BadInput.unsupported(),
                BadInput.sizes(), BadInput.purposes()).flatMap(each -> each);
    }

    static Stream<Case> retrievals() {
        return Stream.of(BadInput.bodies(), BadInput.retrieveFields(), BadInput.purposes()).flatMap(each -> each);
    }

    @BeforeEach
    void forgetModelCalls() {
        TestStack.model().reset();
    }

    @ParameterizedTest
    @MethodSource("chats")
    void chatRefusesIt(Case bad) {
        Reply reply = client.post("bob", CHAT, bad.body(), bad.headers());
        assertThat(reply.status()).as(reply.body()).isEqualTo(bad.status());
        var error = reply.json().get("error");
        assertThat(error.get("code").asString()).isEqualTo(bad.code());
        assertThat(error.get("param").asString("")).isEqualTo(bad.param());
        assertThat(error.get("type").asString()).isEqualTo("invalid_request_error");
        assertUnderstandable(error.get("message").asString());
        assertRefused(reply, bad);
    }

    @ParameterizedTest
    @MethodSource("retrievals")
    void retrieveRefusesIt(Case bad) {
        Reply reply = client.post("bob", RETRIEVE, bad.body(), bad.headers());
        assertThat(reply.status()).as(reply.body()).isEqualTo(bad.status());
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.json().get("type").asString()).isEqualTo("urn:sallyport:problem:" + bad.code());
        assertThat(reply.json().path("param").asString("")).isEqualTo(bad.param());
        assertUnderstandable(reply.json().get("detail").asString());
        assertRefused(reply, bad);
    }

    private static void assertUnderstandable(String message) {
        assertThat(message).hasSizeBetween(15, 300).endsWith(".").doesNotContain("Exception", "java", "jackson",
                "null");
    }

    private static void assertRefused(Reply reply, Case bad) {
        assertThat(reply.header("x-request-id")).isNotEmpty()
                .isEqualTo(reply.json().get("request_id").asString());
        assertThat(reply.body() + reply.headers()).doesNotContain(BadInput.CANARY);
        assertThat(TestStack.model().requests()).isEmpty();
        var audit = AuditView.of(reply);
        assertThat(audit.kinds()).containsExactly("Received", "Refused");
        assertThat(audit.one("Refused").get("reason").asString()).isEqualTo(reason(bad.code()));
        assertThat(audit.entries()).noneMatch(entry -> entry.json().contains(BadInput.CANARY));
    }

    private static String reason(String code) {
        return switch (code) {
            case "invalid-request" -> "malformed";
            case "purpose-refused" -> "purpose";
            case "unsupported-media-type" -> "unsupported";
            default -> code;
        };
    }

    @Test
    void anEmptyListOfToolsIsNoTool() {
        var reply = Chat.to("halden-local", "What is the budget?").with("tools", List.of()).as("bob");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    @Test
    void jsonMayNameItsCharacterSetOrNoTypeAtAll() {
        var body = BodyPublishers.ofString(BadInput.chat());
        var named = client.request("bob", CHAT, "Content-Type", "application/json; charset=utf-8").POST(body);
        assertThat(client.send(named).status()).isEqualTo(200);
    }
}
