package io.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Follows pages literally, in a folder that looks like a fresh clone: writes the files they show and runs their `bash`
/// blocks in a shell, where `java -jar …` is this build. What a block's `# → ` lines say, it prints, in this order.
/// Blocks that build, or ask a running gateway, are left out.
class CommandPagesTests {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(bash|yaml)\\n(.*?)^```$");
    private static final Pattern FILE = Pattern.compile("# (\\S+\\.yaml)\\n.*", Pattern.DOTALL);
    private static final String EXPECTED = "# → ";
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path clone;

    @Test
    void aNewAdminAddsARuleAndItsTestByFollowingThePageOnly() throws Exception {
        assertThat(follow("docs/how-to/write-a-policy.md")).isGreaterThanOrEqualTo(9);
        assertThat(clone.resolve("policies/25-travel.yaml")).exists();
        assertThat(clone.resolve("policies/tests/travel.test.yaml")).content().contains("documents: [canteen] }");
    }

    @Test
    void everyCommandDoesWhatItsPageSays() throws Exception {
        assertThat(follow("docs/reference/cli.md")).isEqualTo(6);
    }

    /// @return how many blocks were run
    private int follow(String page) throws IOException, InterruptedException {
        prepare();
        int run = 0;
        for (var block : blocks(page)) {
            var file = FILE.matcher(block.text);
            if (block.language.equals("yaml") && file.matches()) {
                Files.writeString(clone.resolve(file.group(1)), block.text);
            } else if (block.language.equals("bash") && block.text.contains("sallyport.jar")) {
                check(block.text);
                run++;
            }
        }
        return run;
    }

    private record Block(String language, String text) {}

    private static List<Block> blocks(String page) throws IOException {
        var blocks = new ArrayList<Block>();
        var matcher = BLOCK.matcher(Files.readString(Path.of(page)));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private void prepare() throws IOException {
        Files.createDirectories(clone.resolve("target"));
        try (Stream<Path> files = Files.walk(Path.of("policies"))) {
            for (var each : files.filter(Files::isRegularFile).toList()) {
                Files.createDirectories(clone.resolve(each).getParent());
                Files.copy(each, clone.resolve(each));
            }
        }
    }

    private void check(String block) throws IOException, InterruptedException {
        String output = run(block);
        int from = 0;
        for (var line : block.lines().filter(each -> each.startsWith(EXPECTED)).toList()) {
            String expected = line.substring(EXPECTED.length());
            int at = output.indexOf(expected, from);
            assertThat(at).as("'%s' in what%n%s%nprints:%n%s", expected, block, output).isNotNegative();
            from = at;
        }
        assertThat(output).as(block).doesNotContain("\tat ");
    }

    /// Of archives alone, since the JVM shares what it has loaded from archives with those that start after it.
    private String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .map(entry -> Files.isDirectory(entry) ? archive(entry) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path archive(Path classes) {
        var archive = clone.resolve(classes.getFileName() + ".jar");
        if (Files.notExists(archive)) {
            int failed = ToolProvider.findFirst("jar").orElseThrow()
                    .run(System.out, System.err, "--create", "--file", archive.toString(), "-C", classes.toString(),
                            ".");
            assertThat(failed).isZero();
        }
        return archive;
    }

    private String run(String block) throws IOException, InterruptedException {
        var script = Files.createTempFile(clone, "block", ".sh");
        Files.writeString(script, """
                java() { shift 2; '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+AutoCreateSharedArchive \
                -XX:SharedArchiveFile='%s' --sun-misc-unsafe-memory-access=allow -cp '%s' \
                io.sallyport.SallyportApplication "$@"; }
                %s""".formatted(JAVA, clone.resolve("classes.jsa"), classPath(), block));
        var process = new ProcessBuilder("bash", script.toString()).directory(clone.toFile())
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
