package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Policy folders of one's own, for gateways whose policies a test changes.
public final class PolicyFolders {

    private PolicyFolders() {}

    /// A copy of the shipped policies in a fresh folder.
    public static Path copy() {
        Path shipped = Path.of("policies");
        Path copy = TestStack.temporary("policies");
        try (var files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(shipped.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
            return copy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
