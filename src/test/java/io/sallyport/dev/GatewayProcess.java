package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The release jar as a process of its own, for tests that kill it.
public final class GatewayProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Path SETTINGS = Path.of("src/test/resources/application-development.yaml");

    /// A small, quickly started JVM: tests wait for it on machines with two cores.
    private static final List<String> COMMAND = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-jar");

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
    /// @throws IllegalStateException with its output when it ends first or takes too long
    public static GatewayProcess start(GatewayArguments arguments) {
        var gateway = launch(arguments);
        gateway.awaitReady();
        return gateway;
    }

    /// Starts the jar with the settings of the demo world on free ports and does not wait.
    public static GatewayProcess launch(GatewayArguments arguments) {
        int port = Ports.free();
        int managementPort = Ports.free();
        var settings = "file:" + SETTINGS.toAbsolutePath();
        return launch(arguments.on(port, managementPort).toList(settings), port, managementPort);
    }

    /// Starts the jar with just these arguments and does not wait.
    public static GatewayProcess launch(List<String> arguments, int port, int managementPort) {
        return launch(arguments, Map.of(), Path.of("").toAbsolutePath(), port, managementPort);
    }

    /// Starts the jar in `folder`, with these arguments and environment variables and none of ours, and does not wait.
    public static GatewayProcess launch(
            List<String> arguments, Map<String, String> environment, Path folder, int port, int managementPort) {
        var command = new ArrayList<>(COMMAND);
        command.add(Path.of(System.getProperty("sallyport.jar", "target/sallyport.jar")).toAbsolutePath().toString());
        command.addAll(arguments);
        try {
            var log = Files.createTempFile("sallyport-gateway-", ".log");
            log.toFile().deleteOnExit();
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(GatewayProcess::isOurs);
            builder.environment().putAll(environment);
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new GatewayProcess(process, log, port, managementPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(String variable) {
        return variable.startsWith("SALLYPORT_")
                || variable.startsWith("SPRING_")
                || variable.equals("JAVA_TOOL_OPTIONS");
    }

    /// Where the API is.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Where the operations endpoints are.
    public URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    /// Whether it runs.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Ends the process at once, as `kill -9` does.
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /// Waits for the end of the process.
    ///
    /// @return its exit code
    /// @throws IllegalStateException when it does not end in time; then it is killed
    public int awaitExit(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
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

    /// Waits until the process says that it is ready.
    ///
    /// @throws IllegalStateException with its output when it ends first or takes too long; then it is killed
    public void awaitReady() {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException("The gateway did not get ready:\n" + output());
            }
            pause();
        }
    }

    /// Whether its readiness probe succeeds now.
    public boolean isReady() {
        try {
            var probe = (HttpURLConnection) management().resolve("/actuator/health/readiness").toURL().openConnection();
            probe.setConnectTimeout(2_000);
            probe.setReadTimeout(10_000);
            return probe.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
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
