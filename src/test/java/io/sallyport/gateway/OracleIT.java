package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
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

    /// So few that the passages of all of them fit into one answer, and into one prompt.
    private static final int ASKED_OF_THE_SEARCH = 8;
    private static final int ASKED_OF_A_MODEL = 2;

    /// With each model, not only bob.
    private static final boolean EVERYONE = Boolean.getBoolean("sallyport.laws.everyone");

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
        return World.people().stream().filter(person -> EVERYONE || person.id().equals("bob"))
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
        for (var asked : inOneCollection(documents(subject), ASKED_OF_THE_SEARCH)) {
            var found = retrieved(subject, asked);
            for (WorldDocument document : asked) {
                var expected = Oracle.mayRead(subject.person(), document, subject.purpose(), subject.breakGlass());
                assertThat(found.contains(document.id()))
                        .as("%s, document %s", subject, document.id())
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modelCases")
    void sendsAModelExactlyWhatItsCeilingAllowsBesides(ModelCase subject) {
        for (var asked : inOneCollection(World.documents(), ASKED_OF_A_MODEL)) {
            var prompt = prompt(subject, asked);
            for (WorldDocument document : asked) {
                boolean expected = Oracle.mayReach(subject.model(), subject.person(), document, "everyday-work");
                assertThat(prompt.contains("title=\\\"" + document.title() + "\\\""))
                        .as("%s, document %s", subject, document.id())
                        .isEqualTo(expected);
            }
        }
    }

    /// The documents, a few of the same collection together, so that one question can ask for all of them.
    private static List<List<WorldDocument>> inOneCollection(List<WorldDocument> documents, int together) {
        return documents.stream().collect(Collectors.groupingBy(WorldDocument::collection)).values().stream()
                .flatMap(all -> all.stream().gather(Gatherers.windowFixed(together)))
                .toList();
    }

    private static String titles(List<WorldDocument> asked) {
        return asked.stream().map(WorldDocument::title).collect(Collectors.joining(" "));
    }

    /// Emergency access is limited to 30 requests a minute, which is enough for the clinic.
    private static List<WorldDocument> documents(Case subject) {
        return World.documents().stream()
                .filter(document -> !subject.breakGlass() || document.collection().equals("clinic"))
                .toList();
    }

    private Set<String> retrieved(Case subject, List<WorldDocument> asked) {
        var body = new HashMap<String, Object>(Map.of(
                "query", titles(asked),
                "limit", 50,
                "collections", List.of(asked.getFirst().collection()),
                "purpose", subject.purpose()));
        if (subject.breakGlass()) {
            body.put("break_glass", Map.of("justification", "Patient in acute danger, care team not reachable."));
        }
        var reply = client.post(subject.person().id(), "/v1/retrieve", body);
        if (reply.status() == 403) {
            return Set.of();
        }
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().get("passages").valueStream()
                .map(passage -> passage.at("/citation/id").asString())
                .collect(Collectors.toSet());
    }

    /// What the model was sent, empty if it was not asked.
    private String prompt(ModelCase subject, List<WorldDocument> asked) {
        TestStack.model().reset();
        var reply = client.post(
                subject.person().id(),
                "/v1/chat/completions",
                Map.of(
                        "model", subject.model(),
                        "messages", List.of(Map.of("role", "user", "content", titles(asked))),
                        "sallyport", Map.of("collections", List.of(asked.getFirst().collection()))));
        if (reply.status() == 403) {
            return "";
        }
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return TestStack.model().requests().stream().map(request -> request.body()).collect(Collectors.joining());
    }
}
