package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/// The home directory of one Elasticsearch node: its modules, data, logs and the command that starts it.
///
/// The server's jars come from `target/elasticsearch`, where the build copies them: they never are on the class path of
/// this JVM.
final class ElasticsearchHome {
    private static final List<String> FLAGS = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED", "-Dlog4j2.level=WARN", "-Djava.awt.headless=true");
    private static final String LAUNCHER = "io/sallyport/dev/elasticsearch";
    private static final String PLUGIN = LAUNCHER + "/plugin";
    private static final String NETTY = "transport-netty4";
    private static final int LINES_OF_LOG = 30;

    private final Path directory;
    private final Path classes = classes();
    private final Path server = classes.resolveSibling("elasticsearch");

    private ElasticsearchHome(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /// Lays out the modules of the node in `directory`; earlier data in it is removed unless it is to be kept.
    static ElasticsearchHome prepare(Path directory, boolean keepData) {
        var home = new ElasticsearchHome(directory);
        try {
            home.layOut(keepData);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the Elasticsearch home " + directory, e);
        }
        return home;
    }

    private void layOut(boolean keepData) throws IOException {
        requireServer();
        clear(keepData);
        Files.createDirectories(directory.resolve("logs"));
        layOutNetty();
        layOutPlugin();
        jar(LAUNCHER, directory.resolve("launcher.jar"));
    }

    private void requireServer() {
        if (!Files.isDirectory(server.resolve("lib")) || !Files.isDirectory(server.resolve(NETTY))) {
            throw new IllegalStateException(
                    "No Elasticsearch server in " + server + "; `mvn process-test-resources` copies it there");
        }
    }

    private void layOutNetty() throws IOException {
        var module = module(NETTY, "org.elasticsearch.transport.netty4.Netty4Plugin");
        for (var jar : jars(server.resolve(NETTY))) {
            Files.copy(jar, module.resolve(jar.getFileName()));
        }
    }

    private void layOutPlugin() throws IOException {
        var module = module("sallyport-development", PLUGIN.replace('/', '.') + ".DevelopmentPlugin");
        jar(PLUGIN, module.resolve("plugin.jar"));
    }

    /// Makes the folder of a module with a descriptor that names no Java module: the server is on the class path.
    private Path module(String name, String pluginClass) throws IOException {
        var module = Files.createDirectories(directory.resolve("modules").resolve(name));
        Files.writeString(module.resolve("plugin-descriptor.properties"), """
                name=%s
                description=%s
                version=1
                elasticsearch.version=%s
                java.version=21
                classname=%s
                """.formatted(name, name, version(), pluginClass));
        return module;
    }

    private String version() throws IOException {
        return jars(server.resolve("lib")).stream().map(jar -> jar.getFileName().toString())
                .filter(name -> name.matches("elasticsearch-\\d.*"))
                .map(name -> name.substring("elasticsearch-".length(), name.length() - ".jar".length())).findFirst()
                .orElseThrow(() -> new IllegalStateException("No elasticsearch-<version>.jar in " + server + "/lib"));
    }

    /// The command of a process that runs the node on `port` (0 = any) until its standard input closes.
    List<String> command(int port) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = server.resolve("lib") + "/*" + System.getProperty("path.separator")
                + directory.resolve("launcher.jar");
        var launcher = LAUNCHER.replace('/', '.') + ".ElasticsearchLauncher";
        var call = List.of("-cp", classPath, launcher, directory.toString(), "" + port, portFile().toString());
        return Stream.of(List.of(java), FLAGS, call).flatMap(List::stream).toList();
    }

    Path log() {
        return directory.resolve("logs/node.log");
    }

    String lastLinesOfLog() {
        try {
            var lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /// The HTTP port of the running node, once it accepts requests.
    OptionalInt port() {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(portFile())));
        } catch (NoSuchFileException e) {
            return OptionalInt.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forgetPort() {
        try {
            Files.deleteIfExists(portFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path portFile() {
        return directory.resolve("http.port");
    }

    /// Removes what `prepare` and the node made, but the logs, and the data only if it is not to be kept.
    void clear(boolean keepData) throws IOException {
        forgetPort();
        Files.deleteIfExists(directory.resolve("launcher.jar"));
        FileSystemUtils.deleteRecursively(directory.resolve("modules"));
        FileSystemUtils.deleteRecursively(directory.resolve("config"));
        if (!keepData) {
            FileSystemUtils.deleteRecursively(directory.resolve("data"));
        }
    }

    private void jar(String packagePath, Path target) throws IOException {
        try (var classFiles = Files.newDirectoryStream(classes.resolve(packagePath), "*.class");
                var jar = new JarOutputStream(Files.newOutputStream(target))) {
            for (var classFile : classFiles) {
                jar.putNextEntry(new JarEntry(packagePath + "/" + classFile.getFileName()));
                Files.copy(classFile, jar);
            }
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static Path classes() {
        try {
            return Path.of(ElasticsearchHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The test classes are not in a folder", e);
        }
    }
}
