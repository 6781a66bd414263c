package io.sallyport.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;

/// The chart under test, as Helm sees it. Every call works on its own files and reaches no cluster.
final class Chart {

    static final Path FOLDER = Path.of("helm/sallyport");

    /// The oldest that the chart is for.
    private static final String KUBERNETES = "1.30.0";
    private static final String RELEASE = "sallyport";
    private static final String NAMESPACE = "gateway";

    private Chart() {}

    /// The objects of a release called `sallyport`.
    ///
    /// @throws RuntimeException with Helm's words, when the schema or a template refuses the values
    static Manifests render(Values values) {
        return Manifests.parse(manifest(values));
    }

    /// The same as text.
    static String manifest(Values values) {
        return withFile(values, file -> new Helm(FOLDER).template()
                .withKubeVersion(KUBERNETES)
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withValuesFile(file)
                .call());
    }

    /// What Helm prints after an installation, here a dry one.
    static String notes(Values values) {
        String output = withFile(values, file -> new Helm(FOLDER).install()
                .clientOnly()
                .dryRun()
                .withKubeVersion(KUBERNETES)
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withValuesFile(file)
                .call()
                .getOutput());
        return output.substring(output.indexOf("NOTES:"));
    }

    /// `helm lint --strict` of a copy of the chart in `folder` that has these values as its own.
    static LintResult lint(Values values, Path folder) {
        return copy(values, folder).lint().strict().call();
    }

    /// What `helm template --skip-schema-validation` would give: a copy in `folder`, without its schema.
    static String manifestWithoutSchema(Values values, Path folder) {
        var copy = copy(values, folder);
        delete(folder.resolve("sallyport/values.schema.json"));
        return copy.template().withKubeVersion(KUBERNETES).withName(RELEASE).call();
    }

    private static Helm copy(Values values, Path folder) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, folder.resolve("sallyport").resolve(FOLDER.relativize(file).toString()));
            }
            Files.writeString(folder.resolve("sallyport/values.yaml"), values.over(Values.defaults()).yaml());
            return new Helm(folder.resolve("sallyport"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static <T> T withFile(Values values, Function<Path, T> call) {
        try {
            var file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values.yaml());
                return call.apply(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
