package io.sallyport.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;

import io.sallyport.api.ApiSettings;
import io.sallyport.audit.AuditSettings;
import io.sallyport.gateway.AnswerSettings;
import io.sallyport.gateway.CallerSettings;
import io.sallyport.gateway.CallerSettings.Client;
import io.sallyport.gateway.CallerSettings.Purpose;
import io.sallyport.index.IndexSettings;
import io.sallyport.inference.InferenceSettings;
import io.sallyport.inference.InferenceSettings.Provider;
import io.sallyport.inference.InferenceSettings.Route;
import io.sallyport.ingest.CollectionsSettings.Access;
import io.sallyport.ingest.IngestSettings;
import io.sallyport.policy.PolicySettings;
import io.sallyport.policy.PublishingSettings;
import io.sallyport.policy.ShadowSettings;
import io.sallyport.redaction.RedactionSettings;
import io.sallyport.retrieval.RetrievalSettings;
import io.sallyport.web.WebSettings;

/// What the gateway reads in its pod: the rendered application.yaml, the files of the Secrets, and the policies.
class HelmConfigurationTests {

    private static final String POLICIES = "sallyport.policies";
    private static final String SHADOW = POLICIES + ".shadow";

    @TempDir
    Path folder;

    private Pod minimal;
    private Pod full;

    @BeforeEach
    void mount() {
        minimal = Pod.mount(Chart.render(Values.minimal()), folder.resolve("minimal"));
        full = Pod.mount(Chart.render(Values.full()), folder.resolve("full"));
    }

    @Test
    void theLeastValuesSetNoMoreThanIsNeeded() {
        assertThat(minimal.propertyNames("sallyport")).containsExactlyInAnyOrder(
                "sallyport.policies.directory",
                "sallyport.policies.last-good",
                "sallyport.policies.writable",
                "sallyport.audit.directory",
                "sallyport.audit.name",
                "sallyport.audit.sealing-key",
                "sallyport.audit.reference-key",
                "sallyport.collections.handbook.readers[0]",
                "sallyport.inference.providers.vllm.base-url",
                "sallyport.inference.models[assistant].provider",
                "sallyport.inference.models[assistant].name",
                "sallyport.callers.purposes[customer-service].roles[0]",
                "sallyport.callers.clients[any].purposes[0]",
                "sallyport.callers.clients[any].default-purpose",
                "sallyport.callers.clients[any].channel");
    }

    static Stream<Arguments> rooms() {
        return Stream.of(
                arguments(POLICIES, PolicySettings.class),
                arguments(POLICIES, PublishingSettings.class),
                arguments(SHADOW, ShadowSettings.class),
                arguments("sallyport.audit", AuditSettings.class),
                arguments("sallyport.identity", WebSettings.class),
                arguments("sallyport.inference", InferenceSettings.class),
                arguments("sallyport.callers", CallerSettings.class),
                arguments("sallyport.api", ApiSettings.class),
                arguments("sallyport.answers", AnswerSettings.class),
                arguments("sallyport.ingest", IngestSettings.class),
                arguments("sallyport.retrieval", RetrievalSettings.class),
                arguments("sallyport.index", IndexSettings.class),
                arguments("sallyport.redaction", RedactionSettings.class));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void everyRoomTakesItsSettings(String prefix, Class<? extends Record> settings) {
        assertThat(prefix.equals(POLICIES) ? full.bindPart(prefix, settings) : full.bind(prefix, settings))
                .isInstanceOf(settings);
    }

    @Test
    void noSettingOfPoliciesIsUnknownToAllOfItsTypes() {
        var known = Stream.of(
                names(POLICIES, PolicySettings.class),
                names(POLICIES, PublishingSettings.class),
                names(SHADOW, ShadowSettings.class)).flatMap(each -> each);
        assertThat(full.propertyNames(POLICIES)).isSubsetOf(known.toList());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void everySettingOfARoomIsAValueOfTheChart(String prefix, Class<? extends Record> settings) {
        var given = full.propertyNames(prefix);
        assertThat(names(prefix, settings))
                .filteredOn(name -> !name.equals("sallyport.audit.replica"))
                .allSatisfy(name -> assertThat(given).anyMatch(property -> property.equals(name)
                        || property.startsWith(name + ".") || property.startsWith(name + "[")));
    }

    @Test
    void noSettingIsOfAnUnknownRoom() {
        var known = rooms().map(room -> (String) room.get()[0]).collect(Collectors.toSet());
        known.add("sallyport.collections");
        assertThat(full.propertyNames("sallyport"))
                .allSatisfy(name -> assertThat(known).anyMatch(prefix -> name.startsWith(prefix + ".")));
    }

    @Test
    void theIssuerBindsAsTheResourceServersSettings() {
        var jwt = full.bind("spring.security.oauth2.resourceserver", OAuth2ResourceServerProperties.class).getJwt();
        assertThat(jwt.getIssuerUri()).isEqualTo("https://id.example/realms/bank");
        assertThat(jwt.getJwkSetUri()).isEqualTo("https://id.example/realms/bank/keys");
        assertThat(jwt.getAudiences()).containsExactly("sallyport", "https://sallyport.example");
    }

    @Test
    void elasticsearchTakesItsKeyFromTheSecretAndTrustsTheAuthority() {
        var elasticsearch = full.bind("spring.elasticsearch", ElasticsearchProperties.class);
        assertThat(elasticsearch.getUris())
                .containsExactly("https://search-0.example:9200", "https://search-1.example:9200");
        assertThat(elasticsearch.getApiKey()).isEqualTo("value of sallyport-elasticsearch/api-key");
        assertThat(elasticsearch.getRestclient().getSsl().getBundle()).isEqualTo("elasticsearch");
        assertThat(full.bind("spring.ssl", SslProperties.class).getBundle().getPem())
                .hasEntrySatisfying("elasticsearch", bundle -> assertThat(bundle.getTruststore().getCertificate())
                        .isEqualTo("file:/etc/sallyport/certificates/elasticsearch.crt"));
        assertThat(minimal.bind("spring.elasticsearch", ElasticsearchProperties.class).getRestclient().getSsl()
                .getBundle()).isNull();
    }

    @Test
    void namesKeepEveryCharacter() {
        assertThat(full.keys("sallyport.callers.clients")).containsExactlyInAnyOrder("any",
                "https://claims.example/app");
        assertThat(full.keys("sallyport.inference.models")).containsExactlyInAnyOrder("llama3.3:70b", "frontier");
        assertThat(full.keys("sallyport.inference.providers")).containsExactlyInAnyOrder("vllm", "eu-hosted");
        assertThat(full.keys("sallyport.collections")).containsExactlyInAnyOrder("handbook", "claims2024");
        assertThat(full.keys("sallyport.identity.scope-roles")).containsExactlyInAnyOrder("audit:read",
                "documents:write");
    }

    @Test
    void aProviderHasItsSettingsAndTheKeyFromItsSecret() {
        var inference = full.bind("sallyport.inference", InferenceSettings.class);
        assertThat(inference.providers()).containsEntry("eu-hosted", new Provider(
                URI.create("https://models.example/v1"), "value of sallyport-models/eu", Duration.ofSeconds(2),
                Duration.ofSeconds(30), Duration.ofMinutes(2), 200_000));
        assertThat(inference.models()).containsEntry("llama3.3:70b", new Route("vllm", "llama-3.3-70b"));
    }

    @Test
    void readersAndWritersAreAsGiven() {
        assertThat(full.bind("sallyport.collections.handbook", Access.class))
                .isEqualTo(new Access(List.of("everyone"), List.of("role:content-owner")));
        assertThat(full.bind("sallyport.collections.claims2024", Access.class))
                .isEqualTo(new Access(List.of("group:claims", "user:alice"), List.of()));
        var nobody = Values.minimal().with("/collections/handbook/readers", "[]");
        assertThat(Pod.mount(Chart.render(nobody), folder.resolve("nobody"))
                .bind("sallyport.collections.handbook", Access.class)).isEqualTo(new Access(List.of(), List.of()));
    }

    @Test
    void callersAreAsGiven() {
        var callers = full.bind("sallyport.callers", CallerSettings.class);
        assertThat(callers.purposes()).containsEntry("fraud-investigation", new Purpose(Set.of("fraud-analyst")));
        assertThat(callers.clients())
                .containsEntry("any", new Client(Set.of("customer-service"), "customer-service", "web"))
                .containsEntry("https://claims.example/app", new Client(
                        Set.of("customer-service", "fraud-investigation"), "", "batch"));
        assertThat(callers.breakGlass().roles()).containsExactly("incident-commander");
    }

    @Test
    void scopesNeedTheRolesAsGiven() {
        var identity = full.bind("sallyport.identity", WebSettings.class);
        assertThat(identity.scopeRoles()).isEqualTo(Map.of(
                "audit:read", Set.of("security-officer", "data-protection-officer"),
                "documents:write", Set.of("content-owner")));
        assertThat(identity.claims().client()).containsExactly("azp", "client_id");
    }

    @Test
    void theAuditLogLiesOnItsVolumeUnderTheReleasesName() {
        assertThat(minimal.property("sallyport.audit.directory")).isEqualTo("/var/lib/sallyport/audit");
        assertThat(minimal.property("sallyport.audit.name")).isEqualTo("sallyport");
        assertThat(full.property("sallyport.audit.name")).isEqualTo("bank-production");
    }

    @Test
    void theKeysOfTheAuditLogAreFilesFromTheirSecrets() {
        assertThat(full.property("sallyport.audit.sealing-key")).isEqualTo("/etc/sallyport/keys/sealing-key");
        assertThat(full.property("sallyport.audit.reference-key")).isEqualTo("/etc/sallyport/keys/reference-key");
        assertThat(folder.resolve("full/etc/sallyport/keys/sealing-key"))
                .hasContent("value of sallyport-audit/sealing\n");
        assertThat(folder.resolve("full/etc/sallyport/keys/reference-key"))
                .hasContent("value of sallyport-audit-names/reference\n");
    }

    @Test
    void forwardedHeadersAreBelievedOnlyBehindAnIngress() {
        assertThat(minimal.property("server.forward-headers-strategy")).isEqualTo("none");
        assertThat(full.property("server.forward-headers-strategy")).isEqualTo("native");
    }

    @Test
    void answersUnderWayEndBeforeThePodIsKilled() {
        assertThat(minimal.property("server.shutdown")).isEqualTo("graceful");
        assertThat(minimal.property("spring.lifecycle.timeout-per-shutdown-phase")).isEqualTo("60s");
        assertThat(full.property("spring.lifecycle.timeout-per-shutdown-phase")).isEqualTo("90s");
    }

    @Test
    void thePortsAreThoseOfTheContainerAndOnlyHealthAndMetricsAreExposed() {
        assertThat(minimal.property("server.port")).isEqualTo("8080");
        assertThat(minimal.property("management.server.port")).isEqualTo("8081");
        assertThat(minimal.bind("management.endpoints.web.exposure.include", String[].class))
                .containsExactly("health", "prometheus");
    }

    @Test
    void thePoliciesAreTheGivenFilesByteForByte() {
        var given = Map.of(
                "vocabulary.yaml", "kind: Vocabulary\nspec: { levels: [public, internal] }\n",
                "requests.yaml",
                "kind: RequestPolicy\n# Braces of another language stay: {{ .Values.image }} and ${HOME}\n");
        assertThat(Chart.render(Values.full()).configMap("sallyport-gate-policies").getData()).isEqualTo(given);
        assertThat(full.policiesConfigMap()).isEqualTo("sallyport-gate-policies");
        assertThat(minimal.policiesConfigMap()).isEqualTo("sallyport-policies");
        assertThat(full.property("sallyport.policies.directory")).isEqualTo("/etc/sallyport/policies");
    }

    @Test
    void aCandidateLiesApartFromThePolicies() {
        assertThat(full.bind(SHADOW, ShadowSettings.class))
                .isEqualTo(new ShadowSettings("/etc/sallyport/policies-shadow", 12));
        assertThat(minimal.propertyNames(SHADOW)).isEmpty();
    }

    private static Stream<String> names(String prefix, Class<?> settings) {
        return Stream.of(settings.getRecordComponents()).flatMap(component -> {
            String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            return component.getType().isRecord() ? names(name, component.getType()) : Stream.of(name);
        });
    }
}
