package io.sallyport.helm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What must not be rendered: anything open, anything unknown, anything with a secret in it.
class HelmRefusalTests {

    @Test
    void nothingGivenIsRefused() {
        assertThatThrownBy(() -> Chart.manifest(Values.parse("{}")))
                .hasMessageContaining("'issuer'")
                .hasMessageContaining("'audiences'")
                .hasMessageContaining("'uris'")
                .hasMessageContaining("repository")
                .hasMessageContaining("collections");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/identity/issuer", "/identity/audiences", "/elasticsearch/uris", "/elasticsearch/apiKey", "/collections",
            "/collections/handbook/readers", "/inference/providers", "/inference/models", "/callers/purposes",
            "/callers/clients", "/callers/purposes/customer-service/roles", "/image/repository", "/image/tag",
            "/policies/existingConfigMap", "/audit/sealingKey", "/audit/referenceKey", "/audit/sealingKey/key"})
    void aMissingRequirementIsRefused(String pointer) {
        refused(Values.minimal().without(pointer), pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/identity/audiences", "/elasticsearch/uris", "/callers/purposes/customer-service/roles",
            "/callers/clients/any/purposes"})
    void anEmptyListIsNoRequirement(String pointer) {
        refused(Values.minimal().with(pointer, "[]"), pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/collections", "/inference/providers", "/inference/models", "/callers/clients"})
    void noEntryAtAllIsRefused(String pointer) {
        refused(Values.minimal().without(pointer).with(pointer, "{}"), pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /elasticsearch/apiKey                  | VnVhQ2ZHY0JDZGJrU
            /elasticsearch/apiKey/value            | VnVhQ2ZHY0JDZGJrU
            /elasticsearch/apiKey/existingSecret   | VnVhQ2ZHY0JDZGJrU==
            /elasticsearch/password                | changeme
            /elasticsearch/uris                    | ['https://elastic:changeme@search.example:9200']
            /inference/providers/vllm/apiKey       | sk-live-1234
            /inference/providers/vllm/apiKey/value | sk-live-1234
            /inference/providers/vllm/baseUrl      | https://models.example/v1?key=sk-live-1234
            /inference/providers/vllm/baseUrl      | https://user:sk-live@models.example/v1
            /identity/clientSecret                 | changeme
            /audit/sealingKey                      | c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlYw==
            /audit/referenceKey/value              | c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlYw==
            /ingress                               | {enabled: true, hosts: [a.example], tls: {key: PEM}}
            """)
    void aSecretAsAValueIsRefused(String pointer, String secret) {
        refused(Values.minimal().with(pointer, secret), pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /image/tag        | latest
            /image/tag        | Latest
            /image/tag        | latest-jre
            /image/tag        | ""
            /image/tag        | 1.0
            /image/digest     | sha256:abc
            /image/repository | registry.example/platform/sallyport:latest
            /image/repository | registry.example/platform/sallyport@sha256:abc
            """)
    void anImageThatIsNotPinnedIsRefused(String pointer, String value) {
        refused(Values.minimal().with(pointer, value), pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/surprise", "/image/surprise", "/identity/surprise", "/identity/claims/surprise",
            "/elasticsearch/surprise", "/collections/handbook/surprise", "/inference/surprise",
            "/inference/providers/vllm/surprise", "/inference/models/assistant/surprise", "/callers/surprise",
            "/callers/clients/any/surprise", "/callers/breakGlass/surprise", "/policies/surprise", "/audit/surprise",
            "/audit/volume/surprise", "/audit/stream/surprise", "/api/surprise", "/answers/surprise",
            "/retrieval/surprise", "/ingest/surprise", "/index/surprise", "/redaction/surprise", "/service/surprise",
            "/ingress/surprise",
            "/networkPolicy/surprise", "/serviceMonitor/surprise", "/podDisruptionBudget/surprise",
            "/probes/surprise", "/jvm/surprise", "/resources/surprise", "/resources/limits/surprise", "/tmp/surprise",
            "/serviceAccount/surprise", "/extraEnv", "/securityContext", "/podSecurityContext"})
    void anUnknownKeyIsRefused(String pointer) {
        assertThatThrownBy(() -> Chart.manifest(Values.minimal().with(pointer, "1")))
                .hasMessageContaining("additional properties")
                .hasMessageContaining(pointer.substring(pointer.lastIndexOf('/') + 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /identity/issuer                     | http://id.example
            /identity/jwkSetUri                  | http://id.example/keys
            /elasticsearch/uris                  | ['http://search.example:9200']
            /identity/issuer                     | https://${ISSUER}/
            /identity/cache                      | 61s
            /identity/scopeRoles                 | {ask: [staff]}
            /identity/scopeRoles                 | {'audit:read': []}
            /collections/handbook/readers        | ['*']
            /collections/handbook/readers        | ['group:']
            /collections/handbook/readers        | ['team:red']
            /collections/Handbook                | {readers: [everyone]}
            /inference/models/caller             | {provider: vllm, name: any}
            /policies/files                      | {a.yaml: 'kind: Vocabulary'}
            /audit/volume/accessMode             | ReadWriteMany
            /audit/volume/size                   | 0Gi
            /terminationGracePeriodSeconds       | 59
            /replicas                            | 0
            /service/type                        | LoadBalancer
            /ingress                             | {enabled: true, hosts: [sallyport.example]}
            /ingress                             | {enabled: true, tls: {existingSecret: sallyport-tls}}
            /networkPolicy/egress                | [{ports: [{port: 443}]}]
            /networkPolicy/egress                | [{to: [{}], ports: [{port: 443}]}]
            """)
    void whatIsOpenOrUnsafeIsRefused(String pointer, String value) {
        refused(Values.minimal().with(pointer, value), pointer);
    }

    @Test
    void policiesAreNeitherAbsentNorEmpty() {
        refused(Values.minimal().with("/policies", "{files: {}}"), "policies");
        refused(Values.minimal().with("/policies", "{files: {notes.txt: x}}"), "policies");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /inference/models/assistant/provider | elsewhere         | inference.models.assistant.provider
            /callers/clients/any/purposes        | [marketing]       | callers.clients.any.purposes
            /callers/clients/any/defaultPurpose  | marketing         | callers.clients.any.defaultPurpose
            /serviceMonitor/enabled              | true              | networkPolicy.metricsNamespaces
            """)
    void aNameThatIsNotDeclaredIsRefused(String pointer, String value, String named) {
        assertThatThrownBy(() -> Chart.manifest(Values.minimal().with(pointer, value))).hasMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/identity/issuer", "/identity/audiences", "/elasticsearch/uris", "/elasticsearch/apiKey", "/collections",
            "/inference/providers", "/inference/models", "/callers/clients", "/policies", "/audit/sealingKey",
            "/audit/referenceKey"})
    void skippingTheSchemaDoesNotOpenTheGate(String pointer, @TempDir Path folder) {
        var values = pointer.equals("/policies")
                ? Values.minimal().with(pointer, "{}")
                : Values.minimal().without(pointer);
        assertThatThrownBy(() -> Chart.manifestWithoutSchema(values, folder))
                .hasMessageContaining(pointer.substring(1).replace('/', '.') + ": required, found nothing");
    }

    @Test
    void theChangesAreWhatIsRefused() {
        assertThatCode(() -> Chart.manifest(Values.minimal())).doesNotThrowAnyException();
    }

    private static void refused(Values values, String pointer) {
        String top = pointer.replaceFirst("^/", "").replaceFirst("/.*", "");
        assertThatThrownBy(() -> Chart.manifest(values))
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(top);
    }
}
