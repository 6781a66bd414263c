package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The release jar as a process of its own, for tests that kill it.
public final class GatewayProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Path SETTINGS = Path.of("src/test/resources/application-development.yaml");

    private final Process process;
    private final Path log;
    private final int port;
    private final int managementPort;

    private GatewayProcess(Process process, Path log, int port, int managementPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.managementPort = managementPort;
    }

    /// Starts the jar and returns when it is ready.
    ///
    /// @throws IllegalStateException with the end of its log when it ends first or takes too long
    public static GatewayProcess start(GatewayArguments arguments) {
        int port = Ports.free();
        int managementPort = Ports.free();
        var settings = "file:" + SETTINGS.toAbsolutePath();
        var gateway = launch(arguments.on(port, managementPort).toList(settings), port, managementPort);
        gateway.awaitReady();
        return gateway;
    }

    /// Starts the jar with just these arguments and does not wait.
    public static GatewayProcess launch(List<String> arguments, int port, int managementPort) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-jar",
                System.getProperty("sallyport.jar", "target/sallyport.jar")));
        command.addAll(arguments);
        try {
            var log = Files.createTempFile("sallyport-gateway-", ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SALLYPORT_")
                    || name.startsWith("SPRING_") || name.equals("JAVA_TOOL_OPTIONS"));
            return new GatewayProcess(builder.start(), log, port, managementPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the API is.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Where the operations endpoints are.
    public URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    /// Ends the process at once, as `kill -9` does.
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /// Waits for the end of the process.
    ///
    /// @return its exit code
    /// @throws IllegalStateException when it does not end in time
    public int awaitExit(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The gateway did not end within " + deadline + "\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Everything it printed.
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The process itself.
    public ProcessHandle process() {
        return process.toHandle();
    }

    private void awaitReady() {
        long end = System.nanoTime() + START.toNanos();
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException("The gateway did not get ready:\n" + output());
            }
            pause();
        }
    }

    private boolean ready() {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(management().resolve("/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
