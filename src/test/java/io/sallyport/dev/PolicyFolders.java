package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Policy folders of one's own, for gateways whose policies a test changes.
public final class PolicyFolders {

    private PolicyFolders() {}

    /// Writes the shipped policies without their tests, which speak of them as they are, into a folder.
    public static void copyRules(Path folder, UnaryOperator<String> edit) {
        try (var files = Files.list(Path.of("policies"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(folder.resolve(file.getFileName()), edit.apply(Files.readString(file)));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

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
