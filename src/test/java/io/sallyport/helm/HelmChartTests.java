package io.sallyport.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chart as a whole: it lints, it renders what Kubernetes understands, and it opens no more doors than asked.
class HelmChartTests {

    private static final String CONFIG_MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, %s}";

    @Test
    void lintsCleanWithTheLeastAndWithAllValues(@TempDir Path first, @TempDir Path second) {
        assertThat(Chart.lint(Values.minimal(), first).isFailed()).isFalse();
        assertThat(Chart.lint(Values.full(), second).isFailed()).isFalse();
    }

    @Test
    void doesNotLintWithoutAnIssuer(@TempDir Path folder) {
        var result = Chart.lint(Values.minimal().without("/identity/issuer"), folder);
        assertThat(result.isFailed()).isTrue();
        assertThat(result.getMessages()).anyMatch(message -> message.contains("issuer"));
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowWouldBeFound() {
        assertThat(Manifests.parse(CONFIG_MAP.formatted("data: {a: b}")).the(ConfigMap.class).getData())
                .containsEntry("a", "b");
        assertThatThrownBy(() -> Manifests.parse(CONFIG_MAP.formatted("dota: {a: b}"))).hasMessageContaining("dota");
        assertThatThrownBy(() -> Manifests.parse("{apiVersion: v1, kind: ConfigMap, metadata: {nome: a}}"))
                .hasMessageContaining("nome");
        assertThatThrownBy(() -> Manifests.parse("{apiVersion: v1, kind: Pad}")).hasMessageContaining("v1/Pad");
    }

    @Test
    void theLeastValuesGiveNoIngressAndNoServiceMonitor() {
        var rendered = Chart.render(Values.minimal());
        assertThat(rendered.objects())
                .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
                .containsExactlyInAnyOrder(
                        "ServiceAccount sallyport",
                        "ConfigMap sallyport",
                        "Service sallyport",
                        "Service sallyport-headless",
                        "StatefulSet sallyport",
                        "NetworkPolicy sallyport",
                        "PodDisruptionBudget sallyport");
    }

    @Test
    void theExampleInTheDocumentationLintsAndRenders(@TempDir Path folder) {
        var example = Values.example(Path.of("docs/how-to/deploy-with-helm.md"));
        assertThat(Chart.lint(example, folder).isFailed()).isFalse();
        var rendered = Chart.render(example);
        assertThat(rendered.the(StatefulSet.class).getSpec().getReplicas()).isEqualTo(3);
        assertThat(rendered.the(Ingress.class).getSpec().getRules()).hasSize(1);
        assertThat(rendered.configMap("sallyport").getData().get("application.yaml"))
                .contains("issuer-uri: \"https://id.bank.example/realms/bank\"");
    }

    @Test
    void allValuesGiveAllObjects() {
        var rendered = Chart.render(Values.full());
        assertThat(rendered.objects()).hasSize(10);
        assertThat(rendered.the(Ingress.class).getSpec().getTls()).singleElement().satisfies(tls -> {
            assertThat(tls.getSecretName()).isEqualTo("sallyport-tls");
            assertThat(tls.getHosts()).containsExactly("sallyport.example", "ask.example");
        });
    }

    @Test
    void theServiceMonitorScrapesEachReplica() {
        var monitor = Chart.render(Values.full()).the(GenericKubernetesResource.class);
        assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
        assertThat(monitor.getAdditionalProperties()).isEqualTo(Map.of("spec", Map.of(
                "selector", Map.of("matchLabels", Map.of(
                        "app.kubernetes.io/name", "gate",
                        "app.kubernetes.io/instance", "sallyport",
                        "app.kubernetes.io/component", "replicas")),
                "endpoints", List.of(Map.of(
                        "port", "management", "path", "/actuator/prometheus", "interval", "15s")))));
    }

    @Test
    void noSecretIsRendered() {
        assertThat(Chart.manifest(Values.full())).doesNotContain("kind: Secret");
    }

    @Test
    void onlyTheApiPortIsReachableByDefault() {
        var policy = Chart.render(Values.minimal()).the(NetworkPolicy.class).getSpec();
        assertThat(policy.getPolicyTypes()).containsExactly("Ingress");
        assertThat(policy.getIngress()).singleElement().satisfies(rule -> assertThat(rule.getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getPort().getStrVal()).isEqualTo("api")));
    }

    @Test
    void metricsAreReachableFromTheNamedNamespacesAndEgressIsWhatIsListed() {
        var policy = Chart.render(Values.full()).the(NetworkPolicy.class).getSpec();
        assertThat(policy.getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getIngress().get(0).getFrom()).hasSize(1);
        var metrics = policy.getIngress().get(1);
        assertThat(metrics.getPorts()).singleElement().satisfies(port -> assertThat(port.getPort().getStrVal())
                .isEqualTo("management"));
        assertThat(metrics.getFrom()).singleElement().satisfies(peer -> assertThat(
                peer.getNamespaceSelector().getMatchExpressions().getFirst().getValues())
                .containsExactly("monitoring"));
        assertThat(policy.getEgress()).hasSize(2);
        assertThat(policy.getEgress().get(1).getTo()).singleElement().satisfies(peer -> assertThat(
                peer.getIpBlock().getCidr()).isEqualTo("10.0.0.0/8"));
    }

    @Test
    void theManagementPortIsNotOnTheServiceThatCallersUse() {
        var services = Chart.render(Values.minimal()).all(Service.class);
        assertThat(services).hasSize(2).allSatisfy(service -> {
            boolean headless = "None".equals(service.getSpec().getClusterIP());
            assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> assertThat(port.getName())
                    .isEqualTo(headless ? "management" : "api"));
        });
    }

    @Test
    void theNotesNameTheSecretsAndSayWhatIsOpen() {
        assertThat(Chart.notes(Values.minimal()))
                .contains("sallyport-elasticsearch, key api-key")
                .contains("sallyport-audit, key sealing-key (seals texts in the audit log)")
                .contains("existing ConfigMap sallyport-policies")
                .contains("kubectl -n gateway rollout status statefulset/sallyport")
                .contains("port-forward service/sallyport 8080:8080")
                .contains("Egress of the pods is not restricted");
        assertThat(Chart.notes(Values.full()))
                .contains("sallyport-models, key eu (provider eu-hosted)")
                .contains("https://sallyport.example/v1/models")
                .doesNotContain("Egress of the pods is not restricted")
                .doesNotContain("existing ConfigMap");
    }
}
