package io.sallyport.dev.elasticsearch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/// Main class of the forked process: boots one Elasticsearch node and stops it when standard input closes, so that no
/// node outlives the process that started it.
///
/// Arguments: the home directory (holding `modules`; `config`, `data` and `logs` are made in it), the HTTP port (0 =
/// any) and the file to which the bound HTTP port is written once the node accepts requests.
public final class ElasticsearchLauncher {
    private static final long SECONDS_TO_STOP = 8;

    private ElasticsearchLauncher() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().name("standard-input").start(ElasticsearchLauncher::exitWhenInputCloses);
        try {
            run(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]));
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(Path home, String port, Path portFile) throws Exception {
        LogConfigurator.configureESLogging();
        var node = boot(home, port);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        announce(node, portFile);
    }

    private static Node boot(Path home, String port) throws IOException {
        var config = Files.createDirectories(home.resolve("config"));
        var environment = InternalSettingsPreparer.prepareEnvironment(settings(home, port), Map.of(), config,
                () -> "development");
        return new Node(environment, modules(environment));
    }

    private static Settings settings(Path home, String port) {
        return Settings.builder()
                .put("path.home", home.toString())
                .put("path.data", home.resolve("data").toString())
                .put("path.logs", home.resolve("logs").toString())
                .put("cluster.name", "sallyport-development")
                .put("network.host", "127.0.0.1")
                .put("http.port", port)
                .put("transport.port", "0")
                .put("discovery.type", "single-node")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
    }

    private static PluginsLoader modules(Environment environment) {
        var bundles = PluginsLoader.loadModulesBundles(environment.modulesDir(), false);
        return PluginsLoader.createPluginsLoader(bundles, Set.of(), Map.of(), false);
    }

    private static void announce(Node node, Path file) throws IOException {
        var address = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
        var draft = Files.writeString(file.resolveSibling(file.getFileName() + ".draft"), "" + address.getPort());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void exitWhenInputCloses() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            System.err.println("Standard input failed, which counts as closed: " + closed.getMessage());
        }
        Thread.ofPlatform().daemon().name("last-resort").start(ElasticsearchLauncher::haltLater);
        System.exit(0);
    }

    private static void haltLater() {
        try {
            TimeUnit.SECONDS.sleep(SECONDS_TO_STOP);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void close(Node node) {
        try {
            node.prepareForClose();
            node.close();
        } catch (IOException e) {
            System.err.println("The node did not close cleanly: " + e);
        }
    }
}
