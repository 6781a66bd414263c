package io.sallyport.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;

/// What runs: who it runs as, what it may write, how it is watched and where its audit log lies.
class HelmWorkloadTests {

    private static final StatefulSet MINIMAL = Chart.render(Values.minimal()).the(StatefulSet.class);
    private static final StatefulSet FULL = Chart.render(Values.full()).the(StatefulSet.class);

    @Test
    void thePodRunsAsAnUnprivilegedUser() {
        assertThat(List.of(MINIMAL, FULL)).map(HelmWorkloadTests::pod).allSatisfy(pod -> {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
            assertThat(pod.getSecurityContext().getRunAsGroup()).isEqualTo(10001);
            assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(10001);
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getHostNetwork()).isNull();
            assertThat(pod.getHostPID()).isNull();
        });
    }

    @Test
    void theContainerCanNeitherWriteItsImageNorGainPrivileges() {
        assertThat(List.of(MINIMAL, FULL)).map(HelmWorkloadTests::container).allSatisfy(container -> {
            var context = container.getSecurityContext();
            assertThat(context.getReadOnlyRootFilesystem()).isTrue();
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getPrivileged()).isFalse();
            assertThat(context.getRunAsNonRoot()).isTrue();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(context.getCapabilities().getAdd()).isEmpty();
        });
    }

    @Test
    void noTokenOfTheClusterIsMounted() {
        assertThat(pod(MINIMAL).getAutomountServiceAccountToken()).isFalse();
        assertThat(pod(MINIMAL).getServiceAccountName()).isEqualTo("sallyport");
        assertThat(pod(MINIMAL).getEnableServiceLinks()).isFalse();
        var account = Chart.render(Values.minimal()).the(ServiceAccount.class);
        assertThat(account.getMetadata().getName()).isEqualTo("sallyport");
        assertThat(account.getAutomountServiceAccountToken()).isFalse();
    }

    @Test
    void onlyTheAuditVolumeAndTheTemporaryOneAreWritable() {
        assertThat(container(FULL).getVolumeMounts())
                .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .extracting("name", String.class)
                .containsExactlyInAnyOrder("audit", "tmp");
        assertThat(volume(MINIMAL, "tmp").getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("256Mi"));
    }

    @Test
    void everyReplicaClaimsItsOwnAuditVolumeAndKeepsIt() {
        assertThat(FULL.getSpec().getReplicas()).isEqualTo(3);
        assertThat(FULL.getSpec().getVolumeClaimTemplates()).singleElement().satisfies(claim -> {
            assertThat(claim.getMetadata().getName()).isEqualTo("audit");
            assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
            assertThat(claim.getSpec().getStorageClassName()).isEqualTo("fast-encrypted");
            assertThat(claim.getSpec().getResources().getRequests()).containsEntry("storage", new Quantity("100Gi"));
        });
        assertThat(pod(FULL).getVolumes()).extracting(Volume::getName).doesNotContain("audit");
        var retention = FULL.getSpec().getPersistentVolumeClaimRetentionPolicy();
        assertThat(retention.getWhenDeleted()).isEqualTo("Retain");
        assertThat(retention.getWhenScaled()).isEqualTo("Retain");
    }

    @Test
    void theAuditVolumeIsForOnePodUnlessSaidOtherwise() {
        var claim = MINIMAL.getSpec().getVolumeClaimTemplates().getFirst().getSpec();
        assertThat(claim.getAccessModes()).containsExactly("ReadWriteOncePod");
        assertThat(claim.getStorageClassName()).isNull();
        assertThat(container(MINIMAL).getVolumeMounts())
                .filteredOn(mount -> mount.getName().equals("audit"))
                .singleElement()
                .satisfies(mount -> assertThat(mount.getMountPath()).isEqualTo("/var/lib/sallyport"));
    }

    @Test
    void theOriginOfTheAuditLogNamesThePod() {
        assertThat(container(MINIMAL).getEnv())
                .filteredOn(variable -> variable.getName().equals("SALLYPORT_AUDIT_REPLICA"))
                .singleElement()
                .satisfies(variable -> assertThat(variable.getValueFrom().getFieldRef().getFieldPath())
                        .isEqualTo("metadata.name"));
    }

    @Test
    void theProbesAskTheManagementPort() {
        var container = container(MINIMAL);
        assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .allSatisfy(probe -> assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management"))
                .extracting(probe -> probe.getHttpGet().getPath())
                .containsExactly("/actuator/health/liveness", "/actuator/health/liveness",
                        "/actuator/health/readiness");
        assertThat(container.getPorts())
                .extracting(port -> port.getName() + " " + port.getContainerPort())
                .containsExactly("api 8080", "management 8081");
    }

    @Test
    void aStartHasAtLeastTheSecondsItWasGiven() {
        assertThat(seconds(container(MINIMAL).getStartupProbe())).isEqualTo(300);
        assertThat(seconds(container(FULL).getStartupProbe())).isEqualTo(605);
    }

    @Test
    void thePodHasTimeToStop() {
        assertThat(pod(MINIMAL).getTerminationGracePeriodSeconds()).isEqualTo(90);
        assertThat(pod(FULL).getTerminationGracePeriodSeconds()).isEqualTo(120);
        assertThat(container(MINIMAL).getLifecycle().getPreStop().getSleep().getSeconds()).isEqualTo(10);
    }

    @Test
    void theImageIsTheOneThatIsPinned() {
        assertThat(container(MINIMAL).getImage()).isEqualTo("registry.example/platform/sallyport:0.1.0");
        assertThat(container(FULL).getImage()).startsWith("registry.example:5000/platform/sallyport:0.1.0@sha256:0123");
        var digestOnly = Values.minimal().without("/image/tag").with("/image/digest", "sha256:" + "a".repeat(64));
        assertThat(container(Chart.render(digestOnly).the(StatefulSet.class)).getImage())
                .isEqualTo("registry.example/platform/sallyport@sha256:" + "a".repeat(64));
    }

    @Test
    void secretsAreFilesNamedAfterTheirProperties() {
        var sources = volume(FULL, "secrets").getProjected().getSources();
        var files = new ArrayList<String>();
        sources.forEach(source -> source.getSecret().getItems().forEach(item -> files.add(
                source.getSecret().getName() + "/" + item.getKey() + " -> " + item.getPath())));
        assertThat(files)
                .containsExactly(
                        "sallyport-elasticsearch/api-key -> spring.elasticsearch.api-key",
                        "sallyport-models/eu -> sallyport.inference.providers.eu-hosted.api-key");
        assertThat(sources).allSatisfy(source -> assertThat(source.getSecret().getOptional()).isNull());
        assertThat(container(FULL).getEnv()).noneMatch(variable -> variable.getValueFrom() != null
                && variable.getValueFrom().getSecretKeyRef() != null);
    }

    @Test
    void aCandidateMayComeAndGoAndIsNoConditionOfTheStart() {
        var candidate = volume(FULL, "policies-shadow").getConfigMap();
        assertThat(candidate.getName()).isEqualTo("sallyport-candidate");
        assertThat(candidate.getOptional()).isTrue();
        assertThat(container(FULL).getVolumeMounts())
                .filteredOn(mount -> mount.getName().equals("policies-shadow"))
                .singleElement()
                .satisfies(mount -> assertThat(mount.getMountPath()).isEqualTo("/etc/sallyport/policies-shadow"));
        assertThat(pod(MINIMAL).getVolumes()).extracting(Volume::getName).doesNotContain("policies-shadow");
    }

    @Test
    void requestsLimitsAndDisruptionsAreBounded() {
        assertThat(container(MINIMAL).getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container(MINIMAL).getResources().getLimits()).containsKeys("cpu", "memory");
        var budget = Chart.render(Values.minimal()).the(PodDisruptionBudget.class).getSpec();
        assertThat(budget.getMaxUnavailable().getIntVal()).isEqualTo(1);
        assertThat(budget.getSelector().getMatchLabels()).isEqualTo(MINIMAL.getSpec().getSelector().getMatchLabels());
    }

    @Test
    void changedPoliciesRestartThePods() {
        var other = Values.full().with("/policies/files/more.yaml", "'kind: ModelPolicy'");
        assertThat(Chart.render(other).the(StatefulSet.class).getSpec().getTemplate().getMetadata().getAnnotations())
                .isNotEqualTo(FULL.getSpec().getTemplate().getMetadata().getAnnotations());
    }

    private static int seconds(Probe probe) {
        return probe.getPeriodSeconds() * probe.getFailureThreshold();
    }

    private static PodSpec pod(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec();
    }

    private static Container container(StatefulSet set) {
        return pod(set).getContainers().getFirst();
    }

    private static Volume volume(StatefulSet set, String name) {
        return pod(set).getVolumes().stream().filter(volume -> volume.getName().equals(name)).findFirst().orElseThrow();
    }
}
