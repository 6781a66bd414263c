package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.redaction.RedactionSettings;
import io.sallyport.redaction.Redactor;

/// Executes the examples of `docs/reference/policy-files.md`.
class PolicyFilesPageTests {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z-]+)\\n(.*?)^```$");
    private static final Pattern FILE = Pattern.compile("# (bad: )?policies/(\\S+)\\n.*", Pattern.DOTALL);

    private static Redactor redactor;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openRedactor() {
        redactor = Redactor.of(RedactionSettings.defaults());
    }

    @AfterAll
    static void closeRedactor() {
        redactor.close();
    }

    @Test
    void theExampleFilesAreOneBundleThatLoads() throws IOException {
        var files = files("");
        assertThat(files).hasSize(6);
        assertThatCode(() -> load(files)).doesNotThrowAnyException();
    }

    @Test
    void aCaseOfTheExampleThatFailsReadsAsThePageShows() throws IOException {
        var files = files("");
        files.computeIfPresent("tests/example.test.yaml", (name, text) -> text.replaceFirst(
                "documents: \\[memo, budget\\]", "documents: [memo, budget, results]"));
        assertThat(problems(files)).containsExactlyElementsOf(blocks("problem").getFirst().lines().toList());
    }

    @Test
    void theBadExampleHasTheProblemsThePageShows() throws IOException {
        var files = files("");
        files.putAll(files("bad: "));
        assertThat(problems(files)).containsExactlyElementsOf(blocks("text").getFirst().lines().toList());
    }

    @Test
    void whatThePageCallsTranslatableLoads() throws IOException {
        var lines = blocks("cel").getFirst().lines().toList();
        assertThat(lines).hasSizeGreaterThan(4);
        for (var line : lines) {
            assertThat(problems(withRule(line))).as(line).isEmpty();
        }
    }

    @Test
    void whatThePageCallsRefusedDoesNotLoad() throws IOException {
        var lines = blocks("cel-refused").getFirst().lines().toList();
        assertThat(lines).hasSizeGreaterThan(10);
        for (var line : lines) {
            assertThat(problems(withRule(line))).as(line)
                    .singleElement()
                    .asString()
                    .contains("not translatable to a search filter: ");
        }
    }

    private static Map<String, String> withRule(String when) throws IOException {
        var files = files("");
        files.remove("tests/example.test.yaml");
        files.put("50-more.yaml", Given.rules("RetrievalPolicy", Given.rule("more", "deny", when)));
        return files;
    }

    private void load(Map<String, String> files) {
        Given.write(folder, files);
        new PolicyLoader(PolicySettings.defaults(), redactor).load(folder);
    }

    private List<String> problems(Map<String, String> files) {
        var thrown = catchThrowableOfType(PolicyProblems.class, () -> load(files));
        return thrown == null ? List.of() : thrown.problems().stream().map(Problem::toString).toList();
    }

    private static Map<String, String> files(String mark) throws IOException {
        var files = new TreeMap<String, String>();
        for (var block : blocks("yaml")) {
            var file = FILE.matcher(block);
            if (file.matches() && mark.equals(file.group(1) == null ? "" : file.group(1))) {
                // The line that names the file is not part of it.
                files.put(file.group(2), block.substring(block.indexOf('\n') + 1));
            }
        }
        return files;
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("docs/reference/policy-files.md")))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2))
                .toList();
    }
}
