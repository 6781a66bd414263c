package io.sallyport.helm;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Rendered objects, read strictly: a kind or a field that Kubernetes does not know is an error.
record Manifests(List<HasMetadata> objects) {

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1/Ingress", Ingress.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    /// The one kind of no Kubernetes model: read loosely, so whoever reads it compares the whole of it.
    private static final String SERVICE_MONITOR = "monitoring.coreos.com/v1/ServiceMonitor";

    private static final ObjectMapper LOOSE = new ObjectMapper();

    /// The models collect unknown fields in a map; without that map they are refused.
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .build();

    /// Reads a stream of YAML documents.
    ///
    /// @throws IllegalArgumentException naming the kind or field that is unknown
    static Manifests parse(String yaml) {
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return new Manifests(documents.readAll().stream().map(Manifests::read).toList());
        }
    }

    private static HasMetadata read(JsonNode document) {
        String kind = document.path("apiVersion").asString() + "/" + document.path("kind").asString();
        try {
            if (kind.equals(SERVICE_MONITOR)) {
                return LOOSE.readValue(document.toString(), GenericKubernetesResource.class);
            }
            Class<? extends HasMetadata> type = Optional.ofNullable(KINDS.get(kind))
                    .orElseThrow(() -> new IllegalArgumentException("unknown kind " + kind));
            return STRICT.readValue(document.toString(), type);
        } catch (JsonProcessingException unknown) {
            throw new IllegalArgumentException(kind + ": " + unknown.getMessage(), unknown);
        }
    }

    /// All objects of a kind.
    <T> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// The only object of a kind.
    <T> T the(Class<T> kind) {
        var all = all(kind);
        if (all.size() != 1) {
            throw new IllegalStateException("expected one %s, found %d".formatted(kind.getSimpleName(), all.size()));
        }
        return all.getFirst();
    }

    /// The configuration map with that name.
    ConfigMap configMap(String name) {
        return all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no ConfigMap " + name));
    }
}
