package io.sallyport.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/// The reference page and the code say the same.
class EntityTypesPageTests {

    private static final Path PAGE = Path.of("docs/reference/entity-types.md");

    @Test
    void thePageHoldsTheTableOfTheCode() throws IOException {
        assertThat(tableLines("| `")).containsExactlyElementsOf(Stream.concat(types(), groups()).toList());
    }

    private static List<String> tableLines(String start) throws IOException {
        try (var lines = Files.lines(PAGE)) {
            return lines.filter(line -> line.startsWith(start)).toList();
        }
    }

    private static Stream<String> types() {
        return EntityTable.rows(List.of("US")).stream()
                .map(row -> "| `" + row.type() + "` | " + row.documentation().form()
                        + " | " + row.documentation().proof() + " | " + row.documentation().levels() + " | "
                        + joined(row.context()) + " |");
    }

    private static Stream<String> groups() {
        return new TreeMap<>(EntityTable.groups()).entrySet().stream().map(group -> "| `" + group.getKey() + "` | "
                + group.getValue().stream().sorted().map(type -> "`" + type + "`").collect(Collectors.joining(", "))
                + " |");
    }

    private static String joined(Collection<String> words) {
        return words.isEmpty() ? "–" : String.join(", ", new TreeSet<>(words));
    }
}
