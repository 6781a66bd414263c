package io.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.TestStack;
import io.sallyport.gateway.AuditView;
import io.sallyport.gateway.Chat;
import io.sallyport.gateway.OtherGateway;

/// Unknown and forbidden look the same to a caller, down to the headers.
class SilenceIT {

    private static final String QUESTION = "What is the budget of the Rotterdam office move?";
    private static final String CHAT = "/v1/chat/completions";
    private static final String RETRIEVE = "/v1/retrieve";

    private final GatewayClient client = TestStack.client();

    @BeforeEach
    void forgetModelCalls() {
        TestStack.model().reset();
    }

    @Test
    void aPurposeThatIsUnknownOrNotOpenIsRefusedAlike() {
        var unknown = Chat.to("halden-local", QUESTION).as("bob", "X-Sallyport-Purpose", "no-such-purpose");
        var closed = Chat.to("halden-local", QUESTION).as("bob", "X-Sallyport-Purpose", "treatment");
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(unknown.json().at("/error/code").asString()).isEqualTo("purpose-refused");
        assertSame(unknown, closed);
        assertThat(AuditView.of(unknown).one("Refused").get("reason").asString()).isEqualTo("purpose");
        assertThat(TestStack.model().requests()).isEmpty();
    }

    @Test
    void anUnknownAndAForbiddenModelLookTheSame() {
        for (boolean streamed : new boolean[]{false, true}) {
            var unknown = patientQuestion("no-such-model", streamed);
            var forbidden = patientQuestion("us-frontier", streamed);
            assertThat(unknown.status()).as(unknown.body()).isEqualTo(404);
            assertThat(unknown.json().at("/error/code").asString()).isEqualTo("not-found");
            assertSame(unknown, forbidden);
            assertThat(AuditView.of(forbidden).one("Refused").get("rule").asString())
                    .isEqualTo("10-request.yaml#treatment-on-own-models");
        }
        assertSame(
                client.get("carla", "/v1/models/no-such-model", "X-Sallyport-Purpose", "treatment"),
                client.get("carla", "/v1/models/us-frontier", "X-Sallyport-Purpose", "treatment"));
        assertThat(TestStack.model().requests()).isEmpty();
    }

    private static Reply patientQuestion(String model, boolean streamed) {
        return Chat.to(model, QUESTION).with("stream", streamed).ours("purpose", "treatment").as("carla");
    }

    @Test
    void theModelThatStandsForTheCallerCannotBeAsked() {
        var reply = Chat.to("caller", QUESTION).as("bob");
        assertSame(reply, Chat.to("no-such-model", QUESTION).as("bob"));
        assertThat(AuditView.of(reply).kinds()).containsExactly("Received", "Refused");
    }

    @Test
    void anUnknownAndAForbiddenCollectionLookTheSame() {
        var other = OtherGateway.client();
        for (String path : List.of(CHAT, RETRIEVE)) {
            var unknown = other.post("bob", path, inCollection(path, "no-such-collection"));
            var forbidden = other.post("bob", path, inCollection(path, "legal"));
            assertThat(unknown.status()).as(unknown.body()).isEqualTo(404);
            assertSame(unknown, forbidden);
            assertThat(other.post("lena", path, inCollection(path, "legal")).status()).isEqualTo(200);
            var audit = AuditView.of(OtherGateway.gateway(), forbidden.header("x-request-id"));
            assertThat(audit.one("Refused").get("reason").asString()).isEqualTo("not-found");
        }
        assertThat(TestStack.model().requests()).isEmpty();
    }

    private static Map<String, Object> inCollection(String path, String name) {
        return path.equals(CHAT)
                ? Chat.to("halden-local", QUESTION).in(name).fields()
                : Map.of("query", QUESTION, "collections", List.of(name));
    }

    @Test
    void whatIsNotServedIsA404() {
        var chatByGet = client.get("bob", CHAT);
        var unknownPath = client.get("bob", "/v1/chat/KESTREL");
        assertThat(chatByGet.status()).isEqualTo(404);
        assertSame(chatByGet, unknownPath);
        var retrieveByPut = client.put("bob", RETRIEVE, "{}");
        assertThat(retrieveByPut.status()).isEqualTo(404);
        assertThat(retrieveByPut.header("content-type")).startsWith("application/problem+json");
        assertThat(client.post("olga", "/v1/collections/people/documents/x", "{}").status()).isEqualTo(405);
    }

    @Test
    void aPathThatCouldMeanSomethingElseIsRefused() {
        for (String path : List.of("/v1//models", "/v1/models;x=KESTREL", "/v1/models/%2e%2e/audit")) {
            var reply = client.get("bob", path);
            assertThat(reply.status()).as(path).isIn(400, 404);
            assertThat(reply.header("x-request-id")).as(path).isNotEmpty();
            assertThat(reply.body()).as(path).doesNotContain("KESTREL", "Exception", "Tomcat");
        }
    }

    /// Everything but the request id is equal.
    private static void assertSame(Reply one, Reply other) {
        assertThat(other.status()).isEqualTo(one.status());
        assertThat(withoutId(other)).isEqualTo(withoutId(one));
        assertThat(headers(other)).isEqualTo(headers(one));
    }

    private static String withoutId(Reply reply) {
        return reply.body().replace(reply.header("x-request-id"), "");
    }

    private static Map<String, List<String>> headers(Reply reply) {
        var headers = new LinkedHashMap<>(reply.headers());
        headers.keySet().removeAll(List.of("x-request-id", "date"));
        return headers;
    }
}
