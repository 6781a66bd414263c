package io.sallyport.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The release holds the product and nothing of its tests or of the development stack.
class ReleaseJarIT {

    private static final Path JAR = Path.of(System.getProperty("sallyport.jar", "target/sallyport.jar"));
    private static final List<String> SERVER_CLASSES = List.of(
            "org/elasticsearch/node/", "org/elasticsearch/cluster/", "org/elasticsearch/index/", "org/apache/lucene/");
    private static final String TEST_LIBRARY = "BOOT-INF/lib/(lucene|elasticsearch-\\d|elasticsearch-core|"
            + "elasticsearch-x-content|junit|assertj|archunit|wiremock|jmh|awaitility|mockito|helm|hamcrest|jsonassert|"
            + "spring-test|spring-boot-test|spring-security-oauth2-authorization-server|spring-modulith-core).*";

    @Test
    void noTestLibraryAndNoServerIsInTheJar() throws IOException {
        var names = names(JAR);
        assertThat(names).anyMatch(name -> name.startsWith("BOOT-INF/classes/io/sallyport/gateway/"));
        assertThat(names).noneMatch(name -> name.matches(TEST_LIBRARY));
        assertThat(names).noneMatch(name -> name.startsWith("BOOT-INF/classes/io/sallyport/dev/"));
        assertThat(names).noneMatch(name -> name.matches(".*(Tests|Laws|IT|Benchmark)\\.class"));
        assertThat(names).noneMatch(name -> name.startsWith("BOOT-INF/classes/world/"));
        assertThat(names).noneMatch(name -> name.endsWith("application-development.yaml"));
    }

    @Test
    void noLibraryInTheJarHoldsClassesOfTheElasticsearchServer(@TempDir Path folder) throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            for (var library : jar.stream().filter(each -> each.getName().endsWith(".jar")).toList()) {
                var copy = folder.resolve("library.jar");
                Files.copy(jar.getInputStream(library), copy, StandardCopyOption.REPLACE_EXISTING);
                assertThat(names(copy)).as(library.getName())
                        .noneMatch(name -> SERVER_CLASSES.stream().anyMatch(name::startsWith));
            }
        }
    }

    private static List<String> names(Path path) throws IOException {
        assertThat(Files.exists(path)).as("%s, made by `mvn package`", path).isTrue();
        try (var jar = new JarFile(path.toFile())) {
            return jar.stream().map(Object::toString).toList();
        }
    }
}
