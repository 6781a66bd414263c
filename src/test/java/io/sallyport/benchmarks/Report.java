package io.sallyport.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;

/// `target/benchmarks.md`: a section of each benchmark that has run, in alphabetical order of their files.
final class Report {

    private static final Path WHOLE = Path.of("target", "benchmarks.md");
    private static final Path SECTIONS = Path.of("target", "benchmarks");

    private final String name;
    private final StringBuilder text = new StringBuilder();

    /// @param name of the section's file
    Report(String name, String title) {
        this.name = name;
        line("## " + title).line("");
    }

    Report line(String format, Object... values) {
        text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    /// Says whether a goal is reached; nothing fails when it is not, because machines differ.
    Report goal(boolean reached, String format, Object... values) {
        return line("").line("%s: %s", reached ? "Goal reached" : "**Goal missed**",
                String.format(Locale.ROOT, format, values));
    }

    /// Writes the section and puts the whole report together anew.
    void write() {
        line("").line("<sub>%s UTC, %d processors, Java %s, load average %.1f at the end</sub>",
                LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES),
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.println(text);
        try {
            Files.createDirectories(SECTIONS);
            Files.writeString(SECTIONS.resolve(name + ".md"), text);
            Files.writeString(WHOLE, "# Benchmarks\n\n" + sections());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + WHOLE, e);
        }
    }

    private static String sections() throws IOException {
        try (var files = Files.list(SECTIONS)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().map(Report::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path section) {
        try {
            return Files.readString(section);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
