package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A real single-node Elasticsearch server in a process of its own, on 127.0.0.1.
///
/// The process ends when this JVM does, however it does: it watches its standard input. Not thread-safe.
public final class ElasticsearchNode implements AutoCloseable {
    static final String PORT_PROPERTY = "sallyport.dev.elasticsearch.port";
    private static final Set<String> JVM_OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String HEALTH = "/_cluster/health?wait_for_status=yellow&wait_for_no_initializing_shards=true"
            + "&timeout=1s";

    private final ElasticsearchHome home;
    private final Options options;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Process process;
    private int port;

    /// How a node starts.
    ///
    /// @param port     the HTTP port, 0 = any
    /// @param keepData whether data found in the home is used, and left there on close
    /// @param deadline how long the node may take until it is ready
    public record Options(int port, boolean keepData, Duration deadline) {
        /// Any port, no data kept, a minute to start.
        public static Options defaults() {
            return new Options(0, false, Duration.ofMinutes(1));
        }

        /// The same on `port`.
        public Options onPort(int port) {
            return new Options(port, keepData, deadline);
        }

        /// The same, using and leaving the data in the home if `keep`.
        public Options keepingData(boolean keep) {
            return new Options(port, keep, deadline);
        }

        /// The same with another deadline.
        public Options within(Duration deadline) {
            return new Options(port, keepData, deadline);
        }
    }

    private ElasticsearchNode(ElasticsearchHome home, Options options) {
        this.home = home;
        this.options = options;
        this.port = options.port();
        this.process = launch();
    }

    /// Starts a node in `home` and returns when it is ready: every primary shard is active and none initialises (on a
    /// fresh node that is status green).
    ///
    /// @throws IllegalStateException if the port is in use, or the node ends or is not ready by the deadline; then the
    ///                               message holds the last lines of its log
    public static ElasticsearchNode start(Path home, Options options) {
        var prepared = ElasticsearchHome.prepare(home, options.keepData());
        var node = new ElasticsearchNode(prepared, options);
        node.awaitReady();
        return node;
    }

    private Process launch() {
        Ports.requireFree(port, PORT_PROPERTY);
        home.forgetPort();
        var builder = new ProcessBuilder(home.command(port)).redirectErrorStream(true)
                .redirectOutput(home.log().toFile());
        builder.environment().keySet().removeAll(JVM_OPTIONS);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the Elasticsearch process", e);
        }
    }

    private void awaitReady() {
        var end = System.nanoTime() + options.deadline().toNanos();
        while (!ready()) {
            if (!process.isAlive()) {
                throw failure("ended with exit code " + process.exitValue());
            }
            if (System.nanoTime() > end) {
                kill();
                throw failure("was not ready within " + options.deadline());
            }
            pause();
        }
    }

    private boolean ready() {
        var bound = home.port();
        bound.ifPresent(value -> port = value);
        return bound.isPresent() && healthy();
    }

    private boolean healthy() {
        var request = HttpRequest.newBuilder(uri().resolve(HEALTH)).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Elasticsearch", e);
        }
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException(
                "The Elasticsearch node %s. Last lines of %s:%n%s".formatted(what, home.log(), home.lastLinesOfLog()));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Elasticsearch", e);
        }
    }

    /// Where the node answers, such as `http://127.0.0.1:9200`.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// The node's process, for tests that watch or signal it.
    public ProcessHandle process() {
        return process.toHandle();
    }

    /// The file that takes the output of the process.
    public Path log() {
        return home.log();
    }

    /// Ends the process at once, as `kill -9` does; the data stays.
    public void kill() {
        await(process.destroyForcibly());
    }

    /// Starts the node again on the same port and data, stopping it first if it runs.
    public void restart() {
        stop();
        process = launch();
        awaitReady();
    }

    /// Waits until the process ends, by itself or by [#close].
    public void join() throws InterruptedException {
        process.waitFor();
    }

    /// Stops the node and removes its data, unless it is to be kept.
    @Override
    public void close() {
        stop();
        http.close();
        try {
            home.clear(options.keepData());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear the home of the Elasticsearch node", e);
        }
    }

    private void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
        await(process);
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
