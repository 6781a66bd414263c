package io.sallyport.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.sallyport.dev.DevelopmentStack;

/// The development stack, from the start of its process until it says that it is ready.
class StartBenchmark {

    private static final int STARTS = 3;
    private static final double LONGEST = 60;
    private static final String READY = "Sallyport is ready";

    @Test
    void theDevelopmentStackStarts() throws IOException, InterruptedException {
        var seconds = new ArrayList<Double>();
        for (int start = 0; start < STARTS; start++) {
            seconds.add(start());
        }
        double slowest = seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        new Report("1-start", "Start of the development stack")
                .line("From the start of the process to \"%s\", with the demo world written: %s s.", READY,
                        seconds.stream().map(each -> String.format(Locale.ROOT, "%.1f", each))
                                .collect(Collectors.joining(", ")))
                .goal(slowest < LONGEST, "the slowest start took %.1f s, less than %.0f s", slowest, LONGEST)
                .write();
    }

    private static double start() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var process = new ProcessBuilder(command(Files.createTempDirectory("sallyport-benchmark-")))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            var printed = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                printed.append(line).append('\n');
                if (line.contains(READY)) {
                    return (System.nanoTime() - begin) / 1e9;
                }
            }
            throw new IllegalStateException("the development stack ended before it was ready:\n" + printed);
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static List<String> command(Path data) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp", System.getProperty("java.class.path"),
                DevelopmentStack.class.getName(),
                "--sallyport.dev.directory=" + data,
                "--sallyport.dev.elasticsearch.port=0",
                "--sallyport.dev.identity.port=0",
                "--sallyport.dev.model.port=0",
                "--server.port=0",
                "--management.server.port=0");
    }
}
