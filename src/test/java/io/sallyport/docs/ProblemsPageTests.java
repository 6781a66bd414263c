package io.sallyport.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/// The page of problems lists exactly the types that the sources make, with their statuses.
class ProblemsPageTests {

    private static final Path SOURCES = Path.of("src/main/java/io/sallyport");

    /// The first two arguments of what makes a problem: status and last part of the type. Neither holds a comma.
    private static final Pattern MADE = Pattern.compile("(?:new Problem\\(|\\bof\\(refusal,)([^,;]*),([^,;]*),");

    private static final Pattern STATUS = Pattern.compile("\\b[1-5]\\d\\d\\b");
    private static final Pattern SLUG = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");

    /// A status that only runs of the gateway know.
    private static final String ANY = "any";

    private static final String TYPE = "urn:sallyport:problem:";

    /// What the web framework refuses by itself; `ProblemAdvice` names these types after their statuses.
    private static Stream<HttpStatus> frameworks() {
        return Stream.of(HttpStatus.METHOD_NOT_ALLOWED, HttpStatus.NOT_ACCEPTABLE);
    }

    @Test
    void thePageListsEveryTypeThatIsMadeAndNoOther() {
        var listed = new TreeMap<String, String>();
        Page.at("reference/problems.md")
                .rows("`" + TYPE)
                .forEach(row -> listed.put(row.get(0).replace("`", "").substring(TYPE.length()), row.get(1)));

        assertThat(listed).isEqualTo(made());
    }

    @Test
    void everyTypeSaysWhenAndWhatToDo() {
        assertThat(Page.at("reference/problems.md").rows("`" + TYPE))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).hasSize(4).noneMatch(String::isBlank));
    }

    @Test
    void theSourcesAreReadAsTheyAreWritten() {
        assertThat(made()).containsEntry("denied", "403").containsEntry("document-refused", "422");
        assertThat(source("web/ProblemAdvice.java")).contains("getReasonPhrase()");
    }

    private static Map<String, String> made() {
        var made = new TreeMap<String, String>();
        try (var files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(SOURCES.resolve("policy")))
                    .map(ProblemsPageTests::read)
                    .forEach(source -> MADE.matcher(source).results().forEach(call -> collect(call, made)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        frameworks().forEach(status -> made.put(
                status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'), String.valueOf(status.value())));
        return made;
    }

    /// Pairs statuses and types in the order of a conditional; a status that is a variable says nothing about its type.
    private static void collect(MatchResult call, Map<String, String> made) {
        var statuses = STATUS.matcher(call.group(1)).results().map(MatchResult::group).toList();
        var slugs = SLUG.matcher(call.group(2)).results().map(slug -> slug.group(1)).toList();
        for (int i = 0; i < slugs.size(); i++) {
            String status = i < statuses.size() ? statuses.get(i) : ANY;
            made.merge(slugs.get(i), status, ProblemsPageTests::same);
        }
    }

    private static String same(String one, String other) {
        if (one.equals(ANY) || other.equals(ANY)) {
            return one.equals(ANY) ? other : one;
        }
        assertThat(one).as("statuses of one type").isEqualTo(other);
        return one;
    }

    private static String source(String path) {
        return read(SOURCES.resolve(path));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
