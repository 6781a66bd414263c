package io.sallyport.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.dev.AuditKeyFiles;
import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayProcess;
import io.sallyport.dev.PolicyFolders;
import io.sallyport.dev.ScriptedModel;
import io.sallyport.dev.SharedElasticsearch;
import io.sallyport.dev.World;
import io.sallyport.dev.WorldLoader;
import io.sallyport.faults.KeyServer;

/// `java -jar sallyport.jar` in an empty folder: what it needs comes from configuration alone, and it names what is
/// missing or wrong.
class StartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path POLICIES = Path.of("policies").toAbsolutePath();

    /// Names with hyphens and colons, which variables of their own cannot keep.
    private static final String JSON = """
            {"sallyport": {
              "identity": {"scope-roles": {"[documents:write]": "content-owner"}},
              "callers": {
                "purposes": {"everyday-work": {"roles": "staff"}},
                "clients": {"any": {"purposes": "everyday-work", "default-purpose": "everyday-work"}}},
              "inference": {"models": {"halden-local": {"provider": "local"}}}}}
            """;

    private static final KeyServer ISSUER = new KeyServer();
    private static final ScriptedModel MODEL = ScriptedModel.start(
            ScriptedModel.Options.defaults().serving("halden-local"));

    @AfterAll
    static void stop() {
        ISSUER.close();
        MODEL.close();
    }

    @TempDir
    private Path folder;

    @Test
    void withoutConfigurationItNamesEverythingThatIsMissingAndItsVariable() {
        var refused = GatewayProcess.launch(List.of(), Map.of(), folder, 0, 0);
        assertThat(refused.awaitExit(PATIENCE)).isEqualTo(1);
        assertThat(refused.output()).contains(
                "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI",
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES",
                "SPRING_ELASTICSEARCH_URIS",
                "sallyport.audit.sealing-key (environment: SALLYPORT_AUDIT_SEALINGKEY)",
                "sallyport.audit.reference-key (environment: SALLYPORT_AUDIT_REFERENCEKEY)",
                "SALLYPORT_COLLECTIONS",
                "SALLYPORT_INFERENCE_PROVIDERS",
                "SALLYPORT_INFERENCE_MODELS",
                "SALLYPORT_CALLERS_PURPOSES",
                "SALLYPORT_CALLERS_CLIENTS");
        assertThat(refused.output()).doesNotContain("\tat ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void environmentVariablesAloneMakeItAnswer() throws IOException {
        int port = free();
        int managementPort = free();
        var environment = environment(POLICIES);
        environment.put("SERVER_PORT", "" + port);
        environment.put("MANAGEMENT_SERVER_PORT", "" + managementPort);
        try (var gateway = GatewayProcess.launch(List.of(), environment, folder, port, managementPort)) {
            gateway.awaitReady();
            var client = new GatewayClient(gateway.uri(), ISSUER::token);
            var document = World.document("rotterdam-move-budget");
            var written = client.put(
                    "olga",
                    "/v1/collections/finance/documents/" + document.id() + "?refresh=wait",
                    WorldLoader.body(document));
            assertThat(written.status()).as(written.body()).isLessThan(300);
            var answer = client.post("bob", "/v1/chat/completions", question());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().at("/choices/0/message/content").asString()).contains("EUR 4.2 million");
            assertThat(folder.resolve("data/audit/LOCK")).as("the audit log is where the default says").exists();
        }
    }

    @Test
    void aKeyThatOthersCanReadIsNamedAndNothingIsBegun() throws IOException {
        var environment = environment(POLICIES);
        var key = Path.of(environment.get("SALLYPORT_AUDIT_SEALINGKEY"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        var refused = launch(environment);
        assertThat(refused.awaitExit(PATIENCE)).isEqualTo(74);
        assertThat(refused.output()).contains("sallyport.audit.sealing-key=" + key + " is open to others (rw-r--r--)");
        assertThat(refused.output()).doesNotContain("\tat ");
        assertThat(folder.resolve("data/audit")).doesNotExist();
    }

    @Test
    void aPolicyFolderThatIsNotThereIsNamed() throws IOException {
        var refused = launch(environment(folder.resolve("no-policies")));
        assertThat(refused.awaitExit(PATIENCE)).isEqualTo(1);
        assertThat(refused.output()).contains("sallyport.policies.directory", folder.resolve("no-policies").toString());
        assertThat(refused.output()).doesNotContain("\tat ");
    }

    @Test
    void aBrokenPolicyIsShownWithFileLineAndColumn() throws IOException {
        var broken = Files.createDirectory(folder.resolve("broken"));
        PolicyFolders.copyRules(broken,
                text -> text.replace("\"staff\" in subject.roles &&", "\"staff\" in subject.rolls &&"));
        var refused = launch(environment(broken));
        assertThat(refused.awaitExit(PATIENCE)).isEqualTo(1);
        assertThat(refused.output()).containsPattern("10-request\\.yaml:\\d+:\\d+: .*rolls");
        assertThat(refused.output()).doesNotContain("\tat ");
    }

    @Test
    void aClusterThatDoesNotAnswerIsNamed() throws IOException {
        var environment = environment(POLICIES);
        environment.put("SPRING_ELASTICSEARCH_URIS", "http://127.0.0.1:" + free());
        environment.put("SALLYPORT_INDEX_STARTTIMEOUT", "1s");
        var refused = launch(environment);
        assertThat(refused.awaitExit(PATIENCE)).isEqualTo(1);
        assertThat(refused.output()).contains("no usable Elasticsearch", "SPRING_ELASTICSEARCH_URIS");
        assertThat(refused.output()).doesNotContain("\tat ");
    }

    private GatewayProcess launch(Map<String, String> environment) {
        environment.put("SERVER_PORT", "0");
        environment.put("MANAGEMENT_SERVER_PORT", "0");
        return GatewayProcess.launch(List.of(), environment, folder, 0, 0);
    }

    private Map<String, String> environment(Path policies) {
        var environment = new HashMap<String, String>();
        var keys = AuditKeyFiles.in(folder.resolve("keys"));
        environment.put("SALLYPORT_AUDIT_SEALINGKEY", keys.sealing().toString());
        environment.put("SALLYPORT_AUDIT_REFERENCEKEY", keys.reference().toString());
        environment.put("SPRING_ELASTICSEARCH_URIS", SharedElasticsearch.uri().toString());
        environment.put(
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI", ISSUER.issuer().toString());
        environment.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES", "sallyport");
        environment.put("SALLYPORT_POLICIES_DIRECTORY", policies.toString());
        environment.put("SALLYPORT_INDEX_PREFIX", "release");
        environment.put("SALLYPORT_AUDIT_SEGMENTSIZE", "16MB");
        environment.put("SALLYPORT_COLLECTIONS_FINANCE_WRITERS", "user:olga");
        environment.put("SALLYPORT_INFERENCE_PROVIDERS_LOCAL_BASEURL", MODEL.baseUrl().toString());
        environment.put("SPRING_APPLICATION_JSON", JSON);
        return environment;
    }

    private static Map<String, Object> question() {
        return Map.of(
                "model",
                "halden-local",
                "messages",
                List.of(Map.of("role", "user", "content", "What is the budget of the Rotterdam office move?")));
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
