package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.Person;
import io.sallyport.dev.TestStack;
import io.sallyport.dev.World;
import io.sallyport.dev.WorldDocument;

/// For every subject and document of the demo world: it comes out if and only if the oracle says so.
class OracleIT {

    private final GatewayClient client = TestStack.client();

    record Case(Person person, String purpose, boolean breakGlass) {
        @Override
        public String toString() {
            return person.id() + " for " + purpose + (breakGlass ? " in an emergency" : "");
        }
    }

    record ModelCase(Person person, String model) {
        @Override
        public String toString() {
            return person.id() + " with " + model;
        }
    }

    static Stream<Case> cases() {
        var everyone = World.people().stream().map(person -> new Case(person, "everyday-work", false));
        var auditors = Stream.of("lena", "sam", "dora").map(id -> new Case(World.person(id), "audit", false));
        var carla = World.person("carla");
        var treatment = Stream.of(new Case(carla, "treatment", false), new Case(carla, "treatment", true));
        return Stream.of(everyone, auditors, treatment).flatMap(each -> each);
    }

    static Stream<ModelCase> modelCases() {
        return Stream.of("bob", "lena", "erik").map(World::person)
                .flatMap(person -> Stream.of("halden-local", "eu-hosted", "us-frontier")
                        .map(model -> new ModelCase(person, model)));
    }

    @AfterEach
    void forgetRequests() {
        TestStack.model().reset();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void retrievesExactlyWhatAclAndPolicyAllow(Case subject) {
        for (WorldDocument document : documents(subject)) {
            var expected = Oracle.mayRead(subject.person(), document, subject.purpose(), subject.breakGlass());
            assertThat(retrieved(subject, document))
                    .as("%s, document %s", subject, document.id())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("modelCases")
    void sendsAModelExactlyWhatItsCeilingAllowsBesides(ModelCase subject) {
        for (WorldDocument document : World.documents()) {
            boolean expected = Oracle.mayReach(subject.model(), subject.person(), document, "everyday-work");
            assertThat(reachedModel(subject, document)).as("%s, document %s", subject, document.id())
                    .isEqualTo(expected);
        }
    }

    /// Emergency access is limited to 30 requests a minute, which is enough for the clinic.
    private static List<WorldDocument> documents(Case subject) {
        return World.documents().stream()
                .filter(document -> !subject.breakGlass() || document.collection().equals("clinic"))
                .toList();
    }

    private boolean retrieved(Case subject, WorldDocument document) {
        var body = new HashMap<String, Object>(Map.of(
                "query", document.title(),
                "limit", 50,
                "collections", List.of(document.collection()),
                "purpose", subject.purpose()));
        if (subject.breakGlass()) {
            body.put("break_glass", Map.of("justification", "Patient in acute danger, care team not reachable."));
        }
        var reply = client.post(subject.person().id(), "/v1/retrieve", body);
        if (reply.status() == 403) {
            return false;
        }
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().get("passages").valueStream()
                .anyMatch(passage -> passage.at("/citation/id").asString().equals(document.id()));
    }

    private boolean reachedModel(ModelCase subject, WorldDocument document) {
        TestStack.model().reset();
        var reply = client.post(
                subject.person().id(),
                "/v1/chat/completions",
                Map.of(
                        "model", subject.model(),
                        "messages", List.of(Map.of("role", "user", "content", document.title())),
                        "sallyport", Map.of("collections", List.of(document.collection()))));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return TestStack.model().requests().stream()
                .anyMatch(request -> request.body().contains("title=\\\"" + document.title() + "\\\""));
    }
}
