package io.sallyport.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/// The configuration that Spring Boot finds in a rendered pod whose volumes are mounted in a folder instead of in a
/// container. The value of a key in a Secret is the text `value of <secret>/<key>` with a line end.
record Pod(PodSpec spec, StandardEnvironment environment) {

    private static final String LOCATIONS = "SPRING_CONFIG_ADDITIONAL_LOCATION";

    static Pod mount(Manifests rendered, Path root) {
        var pod = rendered.the(StatefulSet.class).getSpec().getTemplate().getSpec();
        try {
            for (var mount : pod.getContainers().getFirst().getVolumeMounts()) {
                pod.getVolumes().stream()
                        .filter(volume -> volume.getName().equals(mount.getName()))
                        .forEach(volume -> fill(root.resolve(mount.getMountPath().substring(1)), volume, rendered));
            }
        } catch (UncheckedIOException failed) {
            throw new IllegalStateException("cannot mount the pod's volumes", failed);
        }
        return new Pod(pod, load(pod, root));
    }

    private static void fill(Path folder, Volume volume, Manifests rendered) {
        if (volume.getConfigMap() != null) {
            rendered.all(ConfigMap.class).stream()
                    .filter(map -> map.getMetadata().getName().equals(volume.getConfigMap().getName()))
                    .forEach(map -> map.getData().forEach((name, text) -> write(folder.resolve(name), text)));
        }
        if (volume.getProjected() != null) {
            volume.getProjected().getSources().forEach(source -> source.getSecret().getItems().forEach(item -> write(
                    folder.resolve(item.getPath()),
                    "value of %s/%s\n".formatted(source.getSecret().getName(), item.getKey()))));
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Loads what the container's variable names, with the folder in place of the root of its file system.
    private static StandardEnvironment load(PodSpec pod, Path root) {
        String locations = pod.getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals(LOCATIONS))
                .findFirst()
                .orElseThrow()
                .getValue()
                .replace(":/etc/", ":" + root.toAbsolutePath() + "/etc/");
        var environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("pod", Map.of(
                "spring.config.additional-location", locations)));
        ConfigDataEnvironmentPostProcessor.applyTo(
                environment, new DefaultResourceLoader(), new DefaultBootstrapContext());
        return environment;
    }

    /// Binds a prefix strictly: a property that the type does not know is an error.
    <T> T bind(String prefix, Class<T> type) {
        return Binder.get(environment)
                .bind(prefix, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT)).get();
    }

    /// Binds a prefix that several types share.
    <T> T bindPart(String prefix, Class<T> type) {
        return Binder.get(environment).bind(prefix, Bindable.of(type)).get();
    }

    /// The keys of a map of settings, as the gateway sees them.
    Set<String> keys(String prefix) {
        return Binder.get(environment).bind(prefix, Bindable.mapOf(String.class, Object.class)).get().keySet();
    }

    String property(String name) {
        return environment.getRequiredProperty(name);
    }

    /// The names of all properties under a prefix, but not those of Secrets.
    Set<String> propertyNames(String prefix) {
        var names = new TreeSet<String>();
        environment.getPropertySources().stream()
                .filter(source -> source.getName().contains("application.yaml"))
                .map(EnumerablePropertySource.class::cast)
                .forEach(source -> names.addAll(Set.of(source.getPropertyNames())));
        names.removeIf(name -> !name.startsWith(prefix + "."));
        return names;
    }

    String policiesConfigMap() {
        return spec.getVolumes().stream()
                .filter(volume -> volume.getName().equals("policies"))
                .findFirst()
                .orElseThrow()
                .getConfigMap()
                .getName();
    }
}
