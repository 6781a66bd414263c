package io.sallyport.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A page of the documentation.
record Page(String text) {

    /// The page at `path` below `docs/`.
    static Page at(String path) {
        try {
            return new Page(Files.readString(Path.of("docs", path)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The rows of its tables whose first cell begins with `start`, cell by cell.
    Stream<List<String>> rows(String start) {
        return text.lines()
                .filter(line -> line.startsWith("| " + start))
                .map(line -> line.substring(1, line.lastIndexOf('|')))
                .map(line -> Arrays.stream(line.split("(?<!\\\\)\\|", -1)).map(String::strip).toList());
    }
}
