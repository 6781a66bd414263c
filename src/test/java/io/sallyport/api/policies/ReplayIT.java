package io.sallyport.api.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.SubjectIdentity;
import io.sallyport.cli.Commands;
import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.PolicyFolders;
import io.sallyport.dev.RunningGateway;
import io.sallyport.dev.TestStack;
import io.sallyport.dev.WorldLoader;
import io.sallyport.gateway.Chat;

/// Requests that people really made, replayed against a candidate that refuses one of them and hides one document; on a
/// gateway of its own, so that nobody else asks there.
class ReplayIT {

    private static final String QUESTION = "Where does the zanderquell kiosk sell lunch?";
    private static final String KIOSK = "/v1/collections/finance/documents/zanderquell-kiosk";
    private static final String TEXT = "The zanderquell kiosk sells lunch on the third floor.";
    private static final List<String> PEOPLE = List.of("alice", "bob", "hana", "conrad");
    private static final List<String> TESTS = List.of("tests/bank.test.yaml", "tests/clinic.test.yaml");

    private static RunningGateway gateway;
    private static GatewayClient client;

    @TempDir
    private Path folder;

    @BeforeAll
    static void letPeopleAsk() {
        gateway = RunningGateway.start(TestStack.arguments());
        client = new GatewayClient(gateway.uri(), TestStack.issuer()::token);
        WorldLoader.load(client);
        var kiosk = client.put("olga", KIOSK + "?refresh=wait", Map.of(
                "title", "The zanderquell kiosk", "text", TEXT, "classification", "internal",
                "acl", Map.of("allow", List.of("group:all-staff")),
                "attributes", Map.of("region", "eu", "tags", List.of("zanderquell"))));
        assertThat(kiosk.status()).as(kiosk.body()).isEqualTo(201);
        assertFinds(search("alice"));
        assertFinds(search("bob"));
        assertThat(Chat.to("halden-local", QUESTION).by(client, "bob").status()).isEqualTo(200);
        assertFinds(search("hana"));
        assertFinds(search("hana"));
        assertThat(search("conrad").status()).as("a contractor without a second factor").isEqualTo(403);
        assertThat(search("bob", "no-such-purpose").status()).isEqualTo(403);
        assertThat(search("carla", "treatment").status()).as("of the clinic").isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Reply search(String person) {
        return client.post(person, "/v1/retrieve", Map.of("query", QUESTION));
    }

    private static Reply search(String person, String purpose) {
        return client.post(person, "/v1/retrieve", Map.of("query", QUESTION, "purpose", purpose));
    }

    private static void assertFinds(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("zanderquell-kiosk");
    }

    private static Map<String, Object> replayed(Map<String, Object> files) {
        return Map.of("files", files, "replay", Map.of("last", 50));
    }

    /// The policies in force, but that hana may not ask and nobody finds the kiosk.
    private static Map<String, Object> closing() {
        var files = new HashMap<String, Object>();
        files.put("10-request.yaml", with("10-request.yaml", "no-more", "subject.id == \"hana\""));
        files.put(Impacts.FILE, with(Impacts.FILE, "no-kiosk", "\"zanderquell\" in document.tags"));
        TESTS.forEach(test -> files.put(test, null));
        return files;
    }

    private static String with(String file, String id, String when) {
        return client.get("pia", "/v1/policies/" + file).body().stripTrailing() + """


                    - id: %s
                      effect: deny
                      reason: No longer.
                      when: |
                        %s
                """.formatted(id, when);
    }

    private static String reference(String person) {
        return gateway.bean(AuditLog.class)
                .reference(new SubjectIdentity(TestStack.issuer().issuer().toString(), person)).value();
    }

    private static List<JsonNode> of(JsonNode replay, String person) {
        return StreamSupport.stream(replay.get("requests").spliterator(), false)
                .filter(request -> request.get("subject").asString().equals(reference(person))).toList();
    }

    private static List<String> ids(JsonNode documents) {
        return documents.valueStream().map(each -> each.get("id").asString()).toList();
    }

    private static void assertTellsNobodyAndNoText(JsonNode answer) {
        var words = new ArrayList<>(PEOPLE.stream().map(person -> '"' + person + '"').toList());
        words.addAll(List.of(QUESTION, TEXT, "third floor", "The zanderquell kiosk"));
        assertThat(words).noneMatch(word -> answer.get("replay").toString().contains(word));
    }

    @Test
    void itTellsExactlyWhoWouldBeRefusedAndWhichDocumentIsLost() {
        var answer = Impacts.ask(client, replayed(closing()));
        assertThat(answer.get("tenant").asString()).isEqualTo("halden");
        assertThat(answer.get("requests")).as("those of the tests are not tried besides").isEmpty();
        assertTellsNobodyAndNoText(answer);
        var replay = answer.get("replay");
        assertThat(replay.get("asked").asInt()).isEqualTo(50);
        assertThat(replay.get("found").asInt()).isEqualTo(6);
        assertThat(replay.get("replayed").asInt()).isEqualTo(6);
        assertThat(replay.get("undecided").asInt()).as("a purpose that is not open").isEqualTo(1);
        assertThat(replay.get("not_replayable")).isEmpty();
        assertThat(replay.get("newly_refused").asInt()).isEqualTo(2);
        assertThat(replay.get("newly_allowed").asInt()).isZero();
        assertThat(replay.get("losing").asInt()).isEqualTo(5);
        assertThat(replay.get("drifted").asInt()).isZero();
        assertThat(replay.get("cut_short").asBoolean()).isFalse();
        assertThat(replay.get("requests").size()).isEqualTo(5);
    }

    @Test
    void whatOthersWereGivenIsLostInThatDocumentAlone() {
        var replay = Impacts.ask(client, replayed(closing())).get("replay");
        assertThat(of(replay, "bob")).hasSize(2).extracting(request -> request.get("model").asString())
                .containsExactly("halden-local", "caller");
        for (String person : List.of("alice", "bob")) {
            assertThat(of(replay, person)).allSatisfy(request -> {
                assertThat(request.at("/after/decision").asString()).isEqualTo("allow");
                assertThat(request.at("/lost/count").asInt()).isEqualTo(1);
                assertThat(ids(request.at("/lost/documents"))).containsExactly("zanderquell-kiosk");
                assertThat(request.at("/gained/count").asInt()).isZero();
                assertThat(request.at("/disclosed/lost").asInt()).isEqualTo(1);
                assertThat(ids(request.at("/disclosed/documents"))).containsExactly("zanderquell-kiosk");
                assertThat(request.at("/disclosed/gone").asInt()).isZero();
            });
        }
    }

    @Test
    void whoWouldBeRefusedIsToldOnceWithTheNumberAndWhoIsRefusedAnywayStays() {
        var replay = Impacts.ask(client, replayed(closing())).get("replay");
        assertThat(of(replay, "hana")).singleElement().satisfies(hana -> {
            assertThat(hana.get("requests").asInt()).isEqualTo(2);
            assertThat(hana.at("/before/decision").asString()).isEqualTo("allow");
            assertThat(hana.at("/after/decision").asString()).isEqualTo("deny");
            assertThat(hana.at("/after/rules/0").asString()).isEqualTo("10-request.yaml#no-more");
            assertThat(hana.at("/disclosed/lost").asInt()).isEqualTo(hana.at("/disclosed/count").asInt());
            assertThat(ids(hana.at("/disclosed/documents"))).contains("zanderquell-kiosk");
        });
        assertThat(of(replay, "conrad")).singleElement().satisfies(conrad -> {
            assertThat(conrad.at("/before/decision").asString()).isEqualTo("deny");
            assertThat(conrad.at("/before/rules/0").asString()).isEqualTo("10-request.yaml#contractors-need-mfa");
            assertThat(conrad.get("after")).isEqualTo(conrad.get("before"));
            assertThat(conrad.at("/disclosed/count").asInt()).isZero();
        });
    }

    @Test
    void thePoliciesInForceChangeNothingAndAgreeWithWhatTheyDecided() {
        var replay = Impacts.ask(client, replayed(Map.of())).get("replay");
        assertThat(replay.get("replayed").asInt()).isEqualTo(6);
        for (String none : List.of("newly_refused", "newly_allowed", "losing", "drifted")) {
            assertThat(replay.get(none).asInt()).as(none).isZero();
        }
        replay.get("requests").forEach(request -> {
            assertThat(request.get("after")).isEqualTo(request.get("before"));
            assertThat(request.at("/lost/count").asInt()).isZero();
            assertThat(request.at("/disclosed/gone").asInt()).isZero();
            assertThat(request.get("obligations")).isEmpty();
        });
    }

    @Test
    void requestsOfAnotherTenantAreReplayedOnlyForWhoSeesAllTenants() {
        assertThat(of(Impacts.ask(client, replayed(Map.of())).get("replay"), "carla")).isEmpty();
        var officer = new GatewayClient(gateway.uri(), name -> TestStack.issuer().token(name, claims -> {
            claims.put("roles", List.of("staff", "policy-admin", "security-officer"));
            return claims;
        }));
        var replay = officer.post("pia", Impacts.PATH, replayed(Map.of())).json().get("replay");
        assertThat(replay.get("found").asInt()).isEqualTo(7);
        assertThat(of(replay, "carla")).singleElement()
                .satisfies(carla -> assertThat(carla.get("subject_tenant").asString()).isEqualTo("halden-clinic"));
    }

    @Test
    void onlySoManyAreReplayedAsAreWantedAndEveryRunIsAnEntry() {
        int before = Impacts.runs(gateway).size();
        var answer = Impacts.ask(client, Map.of("files", Map.of(), "replay", Map.of("last", 2)));
        assertThat(answer.at("/replay/found").asInt()).isEqualTo(2);
        assertThat(Impacts.runs(gateway)).hasSize(before + 1);
        var run = Impacts.runs(gateway).getLast();
        assertThat(run.get("allTenants").asBoolean()).isFalse();
        assertThat(run.at("/replay/asked").asInt()).isEqualTo(2);
        assertThat(run.at("/replay/found").asInt()).isEqualTo(2);
        assertThat(run.at("/replay/replayed").asInt()).isEqualTo(2);
        assertThat(run.at("/replay/first").asLong()).isLessThan(run.at("/replay/last").asLong());
    }

    @Test
    void statedRequestsAreTriedBesides() {
        var answer = Impacts.ask(client, Impacts.body(Map.of("replay", Map.of("last", 50))));
        assertThat(answer.get("requests").size()).isEqualTo(1);
        assertThat(answer.at("/replay/replayed").asInt()).isEqualTo(6);
    }

    @Test
    void theCommandTellsIt() throws IOException {
        var token = Files.writeString(folder.resolve("token"), TestStack.issuer().token("pia"));
        var policies = Files.createDirectory(folder.resolve("policies"));
        PolicyFolders.copyRules(policies, text -> text);
        for (var file : closing().entrySet()) {
            if (file.getValue() instanceof String text) {
                Files.writeString(policies.resolve(file.getKey()), text);
            }
        }
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Commands.run(new PrintWriter(out), new PrintWriter(err), "policy", "impact", policies.toString(),
                "--server", gateway.uri().toString(), "--token-file", token.toString(), "--replay", "50",
                "--exit-code");
        assertThat(code).as(err.toString()).isEqualTo(1);
        assertThat(out.toString())
                .contains(reference("hana") + " for everyday-work, model caller, 2 requests",
                        "  was allow, would be deny",
                        "  were given, would no longer get 1: finance/zanderquell-kiosk",
                        "6 of the newest 6 decided requests of tenant halden replayed, since ",
                        "  2 would be refused, 0 would be allowed, 5 would lose a document they were given",
                        "  1 more without a decision")
                .doesNotContain("hana for", "0 of 0 requests");
    }
}
