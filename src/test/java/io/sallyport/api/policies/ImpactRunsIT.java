package io.sallyport.api.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.cli.Commands;
import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.TestStack;
import io.sallyport.dev.World;
import io.sallyport.gateway.AuditView;

/// Who is tried with what, what is told of each, and what every run leaves behind.
class ImpactRunsIT {

    @TempDir
    private Path folder;

    private final GatewayClient client = TestStack.client();

    private String file(String name) {
        return client.get("pia", "/v1/policies/" + name).body();
    }

    @Test
    void theBundleInForceChangesNothing() {
        var impact = Impacts.ask(client, Map.of("files", Map.of()));
        assertThat(impact.get("candidate")).isEqualTo(impact.get("revision"));
        assertThat(impact.get("changes")).isEmpty();
        assertThat(impact.get("requests").size()).as("the cases of its own tests").isGreaterThan(10);
        impact.get("requests").forEach(request -> {
            assertThat(request.at("/gained/count").asLong()).isZero();
            assertThat(request.at("/lost/count").asLong()).isZero();
            assertThat(request.get("obligations")).isEmpty();
        });
    }

    @Test
    void thoseOfTheTestsAskWhatIsStatedThroughTheClientThatIsStated() {
        var impact = Impacts.ask(client, Map.of("files", Map.of(),
                "requests", List.of(Map.of("purpose", "everyday-work", "clientId", "portal"))));
        assertThat(impact.get("requests").valueStream().map(each -> each.get("client").asString()))
                .isNotEmpty().containsOnly("portal");
        assertThat(impact.get("requests").valueStream().map(each -> each.get("subject").asString()))
                .contains("alice", "carla");
    }

    @Test
    void otherObligationsAreToldByLevel() {
        var files = new HashMap<String, Object>();
        files.put("40-obligations.yaml", file("40-obligations.yaml").replace("maxDocuments: 20", "maxDocuments: 3"));
        files.put("tests/bank.test.yaml", null);
        var impact = Impacts.ask(client, Impacts.body(Map.of("files", files)));
        var change = impact.at("/requests/0/obligations/0");
        assertThat(change.get("classification").asString()).isEqualTo("public");
        assertThat(change.at("/before/max_documents").asInt()).isEqualTo(20);
        assertThat(change.at("/after/max_documents").asInt()).isEqualTo(3);
    }

    @Test
    void documentsOfAnotherTenantCountOnlyForWhoSeesAllTenants() {
        assertThat(visibleTo("carla", "treatment")).as("documents that the candidate would hide").isPositive();
        var own = Impacts.ask(client, closingTheClinic());
        assertThat(own.get("tenant").asString()).isEqualTo("halden");
        assertThat(own.at("/requests/0/before/decision").asString()).isEqualTo("allow");
        assertThat(own.at("/requests/0/lost/count").asLong()).isZero();
        assertThat(own.toString()).doesNotContain("patient-p-");

        var officer = new GatewayClient(TestStack.gateway().uri(), name -> TestStack.issuer().token(name, claims -> {
            claims.put("roles", List.of("staff", "policy-admin", "security-officer"));
            return claims;
        }));
        var all = officer.post("pia", Impacts.PATH, closingTheClinic()).json();
        assertThat(all.has("tenant")).isFalse();
        assertThat(all.at("/requests/0/lost/count").asLong()).isPositive();
        assertThat(all.at("/requests/0/lost/documents").valueStream().map(each -> each.get("tenant").asString()))
                .isNotEmpty().containsOnly("halden-clinic");
        assertThat(Impacts.runs(TestStack.gateway()).getLast().get("allTenants").asBoolean()).isTrue();
    }

    private static Map<String, Object> closingTheClinic() {
        var files = new HashMap<String, Object>();
        files.put("21-retrieval-clinic.yaml", deniesAll());
        files.put("tests/clinic.test.yaml", null);
        return Impacts.body(Map.of(
                "files", files,
                "subjects", List.of(Map.of("claims", World.person("carla").claims())),
                "requests", List.of(Map.of("purpose", "treatment"))));
    }

    private int visibleTo(String person, String purpose) {
        return client.post(person, "/v1/retrieve", Map.of("query", "patient cardiology", "purpose", purpose)).json()
                .get("passages").size();
    }

    private static String deniesAll() {
        return """
                apiVersion: sallyport/v1
                kind: RetrievalPolicy
                metadata: { name: clinic, owner: tests@halden.example }
                spec:
                  rules:
                    - id: nothing
                      effect: deny
                      reason: Nothing.
                      when: |
                        document.tenant == "halden-clinic"
                """;
    }

    @Test
    void everyRunIsAnEntryOfTheAuditLog() {
        int before = Impacts.runs(TestStack.gateway()).size();
        var files = new HashMap<String, Object>();
        files.put(Impacts.FILE, Impacts.widened(file(Impacts.FILE)));
        files.put("tests/bank.test.yaml", null);
        var impact = Impacts.ask(client, Impacts.body(Map.of("files", files)));
        assertThat(Impacts.runs(TestStack.gateway())).hasSize(before + 1);
        var run = Impacts.runs(TestStack.gateway()).getLast();
        assertThat(run.get("by").asString()).isEqualTo(AuditView.reference("pia"));
        assertThat(run.get("tenant").asString()).isEqualTo("halden");
        assertThat(run.get("revision")).isEqualTo(impact.get("revision"));
        assertThat(run.get("candidate")).isEqualTo(impact.get("candidate"));
        assertThat(run.get("subjects").asInt()).isEqualTo(1);
        assertThat(run.get("requests").asInt()).isEqualTo(1);
        assertThat(run.get("listed").asInt()).isPositive().isEqualTo(impact.at("/requests/0/gained/documents").size());
    }

    @Test
    void theCommandAsksTheGateway() throws IOException {
        var token = Files.writeString(folder.resolve("token"), TestStack.issuer().token("pia"));
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Commands.run(new PrintWriter(out), new PrintWriter(err), "policy", "impact", "policies",
                "--server", TestStack.gateway().uri().toString(), "--token-file", token.toString(), "--exit-code");
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("(?m)^0 of \\d+ requests would change, documents counted of tenant halden$")
                .doesNotContain("0 of 0 requests");
    }
}
