package io.sallyport.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/// The keys of [Stage] in files, the same in every process.
final class KeyFolder {

    static final String SEALING = file("sealing-key", 1);
    static final String REFERENCE = file("reference-key", 2);

    private KeyFolder() {}

    /// A file with the secret of that seed.
    static String file(String name, int seed) {
        try {
            Path file = Files.createTempFile("sallyport-" + name + "-", "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            file.toFile().deleteOnExit();
            Files.writeString(file, Base64.getEncoder().encodeToString(Stage.secret(seed)));
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
