package io.sallyport.api.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.TestStack;
import io.sallyport.dev.World;

/// Who gets no impact, and for what there is none. What is refused is no run.
class ImpactRefusalsIT {

    private final GatewayClient client = TestStack.client();
    private final int runsBefore = Impacts.runs(TestStack.gateway()).size();

    @AfterEach
    void nothingWasRun() {
        assertThat(Impacts.runs(TestStack.gateway()).size()).isEqualTo(runsBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "sam", "dora", "olga", "carla"})
    void whoIsNoPolicyAdminIsRefused(String person) {
        assertForbidden(client.post(person, Impacts.PATH, Impacts.body(Map.of())));
    }

    @Test
    void withoutATokenThereIsNothing() {
        assertThat(client.post("", Impacts.PATH, Impacts.body(Map.of())).status()).isEqualTo(401);
    }

    @Test
    void aScopeWithoutTheRoleAndARoleWithoutTheScopeAreRefused() {
        assertForbidden(with("bob", List.of("ask", "policy:read", "policy:write")));
        assertForbidden(with("pia", List.of("ask", "policy:write")));
        assertForbidden(with("pia", List.of()));
    }

    private static Reply with(String person, List<String> scopes) {
        var client = new GatewayClient(TestStack.gateway().uri(), name -> TestStack.issuer().token(name, claims -> {
            claims.put("scope", scopes);
            return claims;
        }));
        return client.post(person, Impacts.PATH, Impacts.body(Map.of()));
    }

    private static void assertForbidden(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        assertThat(reply.json().get("type").asString()).endsWith(":insufficient-scope");
        assertThat(reply.body()).doesNotContain("gained", "revision");
    }

    static Stream<Arguments> malformed() {
        var bob = Map.of("claims", World.person("bob").claims());
        return Stream.of(
                Arguments.of("files", Impacts.body(Map.of("files", "x"))),
                Arguments.of("files", Impacts.body(Map.of("files", Map.of("../x.yaml", "")))),
                Arguments.of("The request body", Impacts.body(Map.of("model", "caller"))),
                Arguments.of("requests", Map.of("files", Map.of(), "subjects", List.of(bob))),
                Arguments.of("requests",
                        Map.of("files", Map.of(), "subjects", List.of(bob), "replay", Map.of("last", 1))),
                Arguments.of("replay", Impacts.body(Map.of("replay", 200))),
                Arguments.of("replay", Impacts.body(Map.of("replay", Map.of("last", 1, "tenant", "halden-clinic")))),
                Arguments.of("replay.last", Impacts.body(Map.of("replay", Map.of()))),
                Arguments.of("replay.last", Impacts.body(Map.of("replay", Map.of("last", 0)))),
                Arguments.of("replay.last", Impacts.body(Map.of("replay", Map.of("last", 201)))),
                Arguments.of("replay.last", Impacts.body(Map.of("replay", Map.of("last", "all")))),
                Arguments.of("subjects", Impacts.body(Map.of("subjects", List.of()))),
                Arguments.of("subjects", Impacts.body(Map.of("subjects", List.of("bob")))),
                Arguments.of("subjects",
                        Impacts.body(Map.of("subjects", IntStream.range(0, 51).mapToObj(n -> bob).toList()))),
                Arguments.of("requests",
                        Impacts.body(
                                Map.of("requests", IntStream.range(0, 21).mapToObj(n -> Impacts.EVERYDAY).toList()))),
                Arguments.of("requests", Impacts.body(Map.of(
                        "subjects",
                        IntStream.range(0, 41).mapToObj(n -> Map.of("subject", Map.of("id", "s" + n))).toList(),
                        "requests", IntStream.range(0, 5).mapToObj(n -> Map.of("purpose", "p", "hour", n)).toList()))),
                Arguments.of("subjects[0].subject", Impacts.body(Map.of("subjects", List.of(Map.of())))),
                Arguments.of("subjects[0]", Impacts.body(Map.of("subjects", List.of(Map.of("name", "bob"))))),
                Arguments.of("subjects[0].claims",
                        Impacts.body(Map.of("subjects", List.of(Map.of("claims", Map.of("sub", "bob")))))),
                Arguments.of("subjects[1].subject.clearance",
                        Impacts.body(
                                Map.of("subjects", List.of(bob, Map.of("subject", Map.of("clearance", "KESTREL")))))),
                Arguments.of("requests[0].purpose", Impacts.body(Map.of("requests", List.of(Map.of())))),
                Arguments.of("requests[0].model",
                        Impacts.body(Map.of("requests", List.of(Map.of("purpose", "p", "model", "two words"))))),
                Arguments.of("requests[0]", Impacts.body(Map.of("requests", List.of(Map.of("purpose", "p", "x", 1))))));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void inputThatIsNotWhatItShouldBeIsRefusedByItsName(String param, Map<String, Object> body) {
        var reply = client.post("pia", Impacts.PATH, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.json().get("param").asString()).isEqualTo(param);
        assertThat(reply.body()).doesNotContain("KESTREL");
    }

    @Test
    void aBundleThatDoesNotLoadHasProblemsAndNoImpact() {
        var text = client.get("pia", "/v1/policies/" + Impacts.FILE).body();
        var reply = client.post("pia", Impacts.PATH,
                Impacts.body(Map.of("files", Map.of(Impacts.FILE, text.replace("document.tags", "document.tag")))));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("type").asString()).endsWith(":policies-refused");
        assertThat(reply.json().at("/problems/0/file").asString()).isEqualTo(Impacts.FILE);
        assertThat(reply.json().at("/problems/0/message").asString()).contains("'tag'");
        assertThat(reply.body()).doesNotContain("gained");
    }
}
