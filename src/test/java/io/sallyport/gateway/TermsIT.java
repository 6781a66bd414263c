package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.TestStack;

/// Purpose, emergency access and the limit of requests: what a caller may state, and what counts.
class TermsIT {

    private static final String PURPOSE = "X-Sallyport-Purpose";
    private static final String BREAK_GLASS = "X-Sallyport-Break-Glass";
    private static final String ONCOLOGY = "patient-p-1005-oncology";
    private static final Map<String, String> JUSTIFIED = Map.of(
            "justification", "Patient unconscious; ring +44 20 7946 0958 or ward@polderpost.example afterwards.");

    @BeforeEach
    @AfterEach
    void forgetModelCalls() {
        TestStack.model().reset();
    }

    @Test
    void thePurposeOfTheHeaderBeatsThatOfTheBodyAndThatTheDefault() {
        var chat = Chat.to("halden-local", "What is the budget of the Rotterdam office move?");
        assertThat(purpose(chat.as("bob"))).isEqualTo("everyday-work");
        assertThat(purpose(chat.ours("purpose", "fraud-investigation").as("bob"))).isEqualTo("fraud-investigation");
        assertThat(purpose(chat.ours("purpose", "treatment").as("bob", PURPOSE, "customer-service")))
                .isEqualTo("customer-service");
        assertThat(chat.ours("purpose", "treatment").as("bob").status()).isEqualTo(403);
        assertThat(chat.ours("purpose", "customer-service").as("bob", PURPOSE, "treatment").status()).isEqualTo(403);
    }

    @Test
    void retrievalTakesItsPurposeAndItsEmergencyTheSameWay() {
        var question = Map.of("query", "whistleblower report", "collections", List.of("people"));
        assertThat(found("lena", question)).noneMatch(id -> id.startsWith("whistleblower-report"));
        assertThat(found("lena", question, PURPOSE, "audit")).anyMatch(id -> id.startsWith("whistleblower-report"));
        var reply = TestStack.client().post("lena", "/v1/retrieve", question, PURPOSE, "audit");
        assertThat(AuditView.of(reply).one("Received").get("purpose").asString()).isEqualTo("audit");
    }

    private static List<String> found(String person, Map<String, Object> question, String... headers) {
        var reply = TestStack.client().post(person, "/v1/retrieve", question, headers);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().get("passages").valueStream().map(each -> each.at("/citation/id").asString()).toList();
    }

    private static String purpose(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return AuditView.of(reply).one("Received").path("purpose").asString("");
    }

    @Test
    void anEmergencyOpensWhatACareTeamAloneReadsAndIsRecordedWithItsReason() {
        assertThat(Chat.cited(patient().as("carla"))).doesNotContain(ONCOLOGY);
        var reply = patient().ours("break_glass", JUSTIFIED).as("carla");
        assertThat(Chat.cited(reply)).contains(ONCOLOGY);
        var audit = AuditView.of(reply);
        assertThat(audit.one("Egressed").get("breakGlass").asBoolean()).isTrue();
        assertThat(audit.one("Egressed").get("rules").toString()).contains("21-retrieval-clinic.yaml#emergency");
        assertThat(audit.text("Egressed", "justification"))
                .contains("Patient unconscious; ring [PHONE_NUMBER] or [EMAIL_ADDRESS] afterwards.");
    }

    @Test
    void anEmergencyWithoutAModelIsRecordedWithItsReasonToo() {
        var question = Map.of("query", "oncology patient p-1005", "purpose", "treatment", "break_glass", JUSTIFIED);
        var reply = TestStack.client().post("carla", "/v1/retrieve", question);
        assertThat(reply.body()).contains(ONCOLOGY);
        var audit = AuditView.of(reply);
        assertThat(audit.one("Disclosed").get("breakGlass").asBoolean()).isTrue();
        assertThat(audit.text("Disclosed", "justification")).isPresent();
    }

    @Test
    void nobodysJustificationIsRecordedWithoutAnEmergency() {
        var reply = Chat.to("halden-local", "What is the budget of the Rotterdam office move?").as("bob");
        assertThat(AuditView.of(reply).text("Egressed", "justification")).isEmpty();
        assertThat(AuditView.of(reply).one("Egressed").get("breakGlass").asBoolean()).isFalse();
    }

    @Test
    void anEmergencyNeedsRoleSecondFactorAndJustification() {
        var oneFactor = new GatewayClient(TestStack.gateway().uri(), person -> TestStack.issuer()
                .token(person, claims -> {
                    claims.put("mfa", false);
                    claims.put("amr", List.of("pwd"));
                    return claims;
                }));
        Stream.<Supplier<Reply>>of(
                () -> patient().ours("break_glass", JUSTIFIED).by(oneFactor, "carla"),
                () -> patient().ours("break_glass", Map.of("justification", "  ")).as("carla"),
                () -> patient().as("carla", BREAK_GLASS, ""),
                () -> Chat.to("halden-local", "oncology?").ours("break_glass", JUSTIFIED).as("bob"),
                () -> Chat.to("halden-local", "oncology?").as("alice", BREAK_GLASS, "I am curious"))
                .map(Supplier::get)
                .forEach(reply -> {
                    assertThat(reply.status()).as(reply.body()).isEqualTo(403);
                    assertThat(reply.json().at("/error/code").asString()).isEqualTo("break-glass-refused");
                    assertThat(AuditView.of(reply).one("Refused").get("reason").asString()).isEqualTo("denied");
                });
        assertThat(TestStack.model().requests()).isEmpty();
    }

    private static Chat patient() {
        return Chat.to("halden-local", "What does the oncology file of patient p-1003 say?")
                .in("clinic")
                .ours("purpose", "treatment");
    }

    /// Six requests take less than three minutes, so at least one of them is too many in its minute.
    @ParameterizedTest
    @ValueSource(strings = {"/v1/retrieve", "/v1/chat/completions"})
    void moreRequestsAMinuteThanObligedAreRefused(String path) {
        String person = path.contains("chat") ? "nina" : "hana";
        var body = path.contains("chat") ? Chat.to("halden-local", "storm?").fields() : Map.of("query", "storm");
        var replies = Stream.generate(() -> OtherGateway.client().post(person, path, body, PURPOSE, "customer-service"))
                .limit(6)
                .toList();
        assertThat(replies.subList(0, 2)).allMatch(reply -> reply.status() == 200);
        var refused = replies.stream().filter(reply -> reply.status() != 200).toList();
        assertThat(refused).isNotEmpty().allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(429);
            assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(1, 60);
            assertThat(reply.body()).contains("too-many-requests").contains("At most 2 requests a minute");
            var audit = AuditView.of(OtherGateway.gateway(), reply.header("x-request-id"));
            assertThat(audit.kinds()).containsExactly("Received", "Refused");
            assertThat(audit.one("Refused").get("reason").asString()).isEqualTo("limit");
        });
        var other = OtherGateway.client().post("bob", path, body, PURPOSE, "customer-service");
        assertThat(other.status()).as("another subject has a budget of its own").isEqualTo(200);
    }
}
