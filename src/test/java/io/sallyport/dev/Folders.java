package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/// Folders of the development stack.
final class Folders {

    private Folders() {}

    /// Removes a folder and all that is in it, if it is there.
    static void clear(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
