package io.sallyport.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.sallyport.dev.TestStack;

/// Runs the examples of the documentation in a shell, against the running product: a `bash` block that talks to the
/// gateway must print what the `# → …` lines below its command say, in any order.
class DocsIT {

    private static final Path README = Path.of("README.md");
    private static final List<Path> PAGES = List.of(Path.of("docs/how-to/ask-and-retrieve.md"),
            Path.of("docs/how-to/write-documents.md"));
    private static final Pattern BLOCK = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);
    private static final String EXPECTED = "# → ";

    @TestFactory
    Stream<DynamicContainer> everyExampleDoesWhatThePageSays() {
        return PAGES.stream().map(page -> dynamicContainer(
                page.toString(),
                examples(page).stream().map(block -> dynamicTest(title(block), () -> check(block)))));
    }

    @Test
    void theReadmesStoryRunsAsPrinted() {
        String story = examples(README).stream()
                .filter(block -> block.contains("ask conrad"))
                .findFirst()
                .orElseThrow();
        String output = run(story);
        assertThat(output).contains("EUR 4.2 million").contains("is not published");
        assertThat(output).contains("Contractors need multi-factor sign-in.");
        assertThat(output).contains("\"kind\":\"Refused\"").contains("\"kind\":\"Egressed\"");
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(150);
    }

    private static void check(String block) {
        var expected = block.lines().filter(line -> line.startsWith(EXPECTED)).toList();
        assertThat(expected).as("what the example prints").isNotEmpty();
        String output = run(prelude() + block);
        expected.forEach(line -> assertThat(output).contains(line.substring(EXPECTED.length())));
    }

    /// The README's shell functions.
    private static String prelude() {
        String story = examples(README).stream().filter(block -> block.contains("token()")).findFirst().orElseThrow();
        return story.substring(0, story.indexOf("\n\n") + 2);
    }

    private static List<String> examples(Path page) {
        var blocks = new ArrayList<String>();
        Matcher matcher = BLOCK.matcher(read(page));
        while (matcher.find()) {
            if (matcher.group(1).contains("localhost:8080") || matcher.group(1).contains("ask ")) {
                blocks.add(matcher.group(1));
            }
        }
        return blocks;
    }

    private static String title(String block) {
        return block.lines().findFirst().orElse("");
    }

    private static String run(String script) {
        try {
            var file = Files.createTempFile("sallyport-docs-", ".sh");
            Files.writeString(file, script
                    .replace("http://localhost:8080", TestStack.gateway().uri().toString())
                    .replace("http://localhost:9000", TestStack.issuer().issuer().toString()));
            var process = new ProcessBuilder("bash", file.toString()).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
