package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The table of broken bundles in `src/test/resources/policies/broken.txt`: for each exactly the problems that stand
/// there, in this order.
class BrokenBundlesTests {

    private static final Path TABLE = Path.of("src/test/resources/policies/broken.txt");
    private static final String CASE = "### ";
    private static final String FILE = "--- ";
    private static final String EXPECTED = "=>";

    @TempDir
    private static Path folder;

    /// @param files    by path
    /// @param expected problems
    private record Broken(String name, Map<String, String> files, List<String> expected) {

        static Broken of(String block) {
            int end = block.indexOf("\n" + EXPECTED + "\n");
            var expected = block.substring(end + EXPECTED.length() + 2).lines().filter(line -> !line.isEmpty())
                    .toList();
            String head = block.substring(0, end);
            var files = new TreeMap<String, String>();
            files.put("00-vocabulary.yaml", Given.VOCABULARY);
            for (var file : head.substring(head.indexOf('\n') + 1).split("(?m)^" + FILE)) {
                int line = file.indexOf('\n') < 0 ? file.length() : file.indexOf('\n');
                if (!file.isBlank()) {
                    add(files, file.substring(0, line).split(" "), file.substring(Math.min(file.length(), line + 1)));
                }
            }
            return new Broken(block.substring(0, block.indexOf('\n')), files, expected);
        }

        private static void add(Map<String, String> files, String[] header, String text) {
            if (header.length == 2) {
                files.put(header[1], Given.rules(header[0], text + "\n"));
            } else if (header[0].equals("vocabulary")) {
                files.put("00-vocabulary.yaml", changed(text));
            } else {
                files.put(header[0], text.replace("@vocabulary", Given.VOCABULARY) + "\n");
            }
        }

        private static String changed(String changes) {
            String vocabulary = Given.VOCABULARY;
            for (var change : changes.lines().toList()) {
                int arrow = change.indexOf(" => ");
                assertThat(vocabulary).contains(change.substring(0, arrow));
                vocabulary = vocabulary.replace(change.substring(0, arrow), change.substring(arrow + 4));
            }
            return vocabulary;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyProblemIsSaidAtItsPlaceAndNothingElse() throws IOException {
        return table().stream()
                .map(broken -> dynamicTest(broken.name,
                        () -> assertThat(problems(broken)).as(broken.name).isEqualTo(broken.expected)));
    }

    @Test
    void theTableIsLong() throws IOException {
        assertThat(table()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(table()).extracting(Broken::name).doesNotHaveDuplicates();
        assertThat(table()).allSatisfy(broken -> assertThat(broken.expected).as(broken.name).isNotEmpty());
    }

    /// What is mended loads: the vocabulary of the table is itself in order.
    @Test
    void theTableBeginsWithABundleThatLoads() {
        assertThat(problems(new Broken("fine", Map.of("00-vocabulary.yaml", Given.VOCABULARY), List.of()))).isEmpty();
    }

    private static List<Broken> table() throws IOException {
        var cases = new ArrayList<Broken>();
        for (var block : Files.readString(TABLE).split("(?m)^" + CASE)) {
            if (block.contains("\n" + EXPECTED + "\n")) {
                cases.add(Broken.of(block));
            }
        }
        return cases;
    }

    private static List<String> problems(Broken broken) {
        var own = folder.resolve(broken.name.replaceAll("\\W", "-"));
        var thrown = catchThrowableOfType(PolicyProblems.class, () -> Given.load(own, broken.files));
        return thrown == null ? List.of() : thrown.problems().stream().map(Problem::toString).toList();
    }
}
