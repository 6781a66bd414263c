package io.sallyport.api.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.TestStack;
import io.sallyport.dev.World;

/// `POST /v1/policies:explain`: for policy admins, and for nobody else.
class ExplainIT {

    private static final String EXPLAIN = "/v1/policies:explain";
    private static final Map<String, Object> EVERYDAY = Map.of("purpose", "everyday-work");

    private final GatewayClient client = TestStack.client();

    @ParameterizedTest
    @ValueSource(strings = {"bob", "sam", "dora", "olga", "carla"})
    void whoIsNoPolicyAdminIsRefused(String person) {
        var reply = client.post(person, EXPLAIN, body(Map.of()));
        assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        assertThat(reply.json().get("type").asString()).endsWith(":insufficient-scope");
        assertThat(reply.body()).doesNotContain("leaves", "confidential");
    }

    @Test
    void withoutATokenThereIsNothing() {
        assertThat(client.post("", EXPLAIN, body(Map.of())).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
            "finance, no-such-document, ''",
            "no-such-collection, rotterdam-move-budget, ''",
            "clinic, patient-p-1001-cardiology, ''",
            "clinic, patient-p-1001-cardiology, halden-clinic",
            "clinic, no-such-document, halden-clinic",
            "finance, rotterdam-move-budget, no-such-tenant"})
    void anUnknownDocumentAndAForeignOneLookAlike(String collection, String id, String tenant) {
        var body = body(Map.of("collection", collection, "document_id", id));
        if (!tenant.isEmpty()) {
            body.put("tenant", tenant);
        }
        var reply = client.post("pia", EXPLAIN, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(404);
        assertThat(reply.json().get("detail").asString()).isEqualTo("There is nothing here that you may use.");
        assertThat(reply.header("x-sallyport-policy-revision")).isEmpty();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("subject", Map.of("request", EVERYDAY)),
                Arguments.of("subject", body(Map.of("claims", Map.of("sub", "x")))),
                Arguments.of("subject", body(Map.of("subject", "bob"))),
                Arguments.of("subject.clearence", body(Map.of("subject", Map.of("clearence", "public")))),
                Arguments.of("subject.clearance", body(Map.of("subject", Map.of("clearance", "KESTREL")))),
                Arguments.of("subject.mfa", body(Map.of("subject", Map.of("mfa", "yes")))),
                Arguments.of("subject.roles", body(Map.of("subject", Map.of("roles", List.of(1))))),
                Arguments.of("request.purpose", body(Map.of("request", Map.of()))),
                Arguments.of("request", body(Map.of("request", Map.of("purpose", "p", "classification", 1)))),
                Arguments.of("request.hour", body(Map.of("request", Map.of("purpose", "p", "hour", 24)))),
                Arguments.of("request.hour", body(Map.of("request",
                        Map.of("purpose", "p", "time", "2026-11-20T10:00:00Z", "hour", 11)))),
                Arguments.of("request.time", body(Map.of("request", Map.of("purpose", "p", "time", "KESTREL")))),
                Arguments.of("request.breakGlass", body(Map.of("request", Map.of("purpose", "p", "breakGlass", 1)))),
                Arguments.of("model", body(Map.of("model", "two words"))),
                Arguments.of("document.attributes", body(Map.of("document", Map.of()))),
                Arguments.of("document.attributes.tag",
                        body(Map.of("document", Map.of("attributes", Map.of("tag", "x"))))),
                Arguments.of("document.attributes.tags",
                        body(Map.of("document", Map.of("attributes", Map.of("tags", "KESTREL"))))),
                Arguments.of("document.acl.allow", body(Map.of("document",
                        Map.of("attributes", Map.of(), "acl", Map.of("allow", List.of("KESTREL")))))),
                Arguments.of("collection", body(Map.of("document_id", "x"))),
                Arguments.of("document_id", body(Map.of("collection", "finance"))),
                Arguments.of("document_id", body(Map.of("collection", "finance", "document_id", "../x"))),
                Arguments.of("document_id",
                        body(Map.of("document", Map.of("attributes", Map.of()), "document_id", "x"))),
                Arguments.of("tenant", body(Map.of("tenant", "halden"))),
                Arguments.of("The request body", body(Map.of("documentId", "x"))));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void inputThatIsNotWhatItShouldBeIsRefusedByItsName(String param, Map<String, Object> body) {
        var reply = client.post("pia", EXPLAIN, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.json().get("type").asString()).endsWith(":invalid-request");
        assertThat(reply.json().get("param").asString()).isEqualTo(param);
        assertThat(reply.body()).doesNotContain("KESTREL");
    }

    @Test
    void claimsThatNoTokenCouldHaveAreRefused() {
        var body = new HashMap<String, Object>(Map.of("request", EVERYDAY, "claims", Map.of("sub", "x")));
        assertThat(client.post("pia", EXPLAIN, body).json().get("param").asString()).isEqualTo("claims");
    }

    @Test
    void aHeldDocumentIsExplainedFromItsRecord() {
        var explained = explained(body(Map.of("collection", "finance", "document_id", "rotterdam-move-budget")));
        assertThat(explained.get("decision").asString()).isEqualTo("allow");
        assertThat(explained.at("/request/rules").valueStream().map(JsonNode::asString))
                .containsExactly("10-request.yaml#staff-with-purpose");
        assertThat(explained.at("/document/decision").asString()).isEqualTo("allow");
        assertThat(explained.at("/document/search").asBoolean()).isTrue();
        assertThat(explained.at("/document/rules").valueStream().map(JsonNode::asString))
                .containsExactly("20-retrieval-halden.yaml#cleared-in-own-tenant", "30-models.yaml#up-to-the-ceiling");
        assertThat(leaf(explained, "cleared-in-own-tenant", "document.classification <= subject.clearance"))
                .hasToString("""
                        {"expression":"document.classification <= subject.clearance","value":true,"error":false,"reads":[\
                        {"expression":"document.classification","value":2,"error":false,"reads":[]},\
                        {"expression":"subject.clearance","value":2,"error":false,"reads":[]}]}""");
    }

    @Test
    void theSubjectsClaimsAreReadAsTheGatewayReadsThem() {
        var alice = new HashMap<>(World.person("alice").claims());
        var explained = explained(Map.of("claims", alice, "request", EVERYDAY, "model", "halden-local",
                "collection", "finance", "document_id", "rotterdam-move-budget"));
        assertThat(explained.get("decision").asString()).isEqualTo("deny");
        assertThat(explained.at("/request/decision").asString()).isEqualTo("allow");
        assertThat(explained.at("/document/reason").asString())
                .isEqualTo("The document's ACL does not let the subject read it.");
        assertThat(explained.at("/obligations/redact/IBAN_CODE").asString()).isEqualTo("pseudonym");
    }

    @Test
    void aDocumentThatDoesNotExistYetIsExplained() {
        var explained = explained(body(Map.of("document", Map.of(
                "attributes", Map.of("tenant", "halden", "classification", "internal", "tags", List.of("legal-hold")),
                "acl", Map.of("allow", List.of("group:finance"))))));
        assertThat(explained.at("/document/rules").valueStream().map(JsonNode::asString))
                .containsExactly("20-retrieval-halden.yaml#legal-hold");
        assertThat(explained.at("/document/reason").asString())
                .isEqualTo("Documents under legal hold are visible to Legal only.");
        assertThat(explained.at("/document/search").asBoolean()).isFalse();
    }

    @Test
    void aHiddenRefusalSaysSo() {
        var claims = World.person("carla").claims();
        var explained = explained(Map.of(
                "claims", claims, "request", Map.of("purpose", "treatment"), "model", "eu-hosted"));
        assertThat(explained.at("/request/hidden").asBoolean()).isTrue();
        assertThat(explained.at("/request/rules/0").asString()).isEqualTo("10-request.yaml#treatment-on-own-models");
    }

    @Test
    void anEmergencyIsExplainedWithItsObligations() {
        var explained = explained(Map.of("claims", World.person("carla").claims(),
                "request", Map.of("purpose", "treatment", "breakGlass", true)));
        assertThat(explained.at("/obligations/requests_per_minute").asInt()).isEqualTo(30);
        assertThat(explained.at("/obligations/rules").valueStream().map(JsonNode::asString))
                .contains("40-obligations.yaml#emergency");
    }

    private JsonNode explained(Map<String, Object> body) {
        Reply reply = client.post("pia", EXPLAIN, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.header("x-sallyport-policy-revision"))
                .isEqualTo(reply.json().get("policy_revision").asString());
        return reply.json();
    }

    private static JsonNode leaf(JsonNode explained, String rule, String expression) {
        return explained.get("rules").valueStream()
                .filter(each -> each.get("rule").asString().endsWith("#" + rule))
                .flatMap(each -> each.get("leaves").valueStream())
                .filter(each -> each.get("expression").asString().equals(expression))
                .findFirst().orElseThrow();
    }

    /// Bob, in the words of the vocabulary, asks for everyday work.
    private static Map<String, Object> body(Map<String, Object> more) {
        var body = new HashMap<String, Object>();
        body.put("subject", Map.of("id", "bob", "tenant", "halden", "clearance", "confidential",
                "roles", List.of("staff", "analyst"), "groups", List.of("all-staff", "finance"),
                "compartments", List.of(), "region", "eu", "department", "finance", "mfa", true));
        body.put("request", EVERYDAY);
        body.putAll(more);
        return body;
    }
}
