package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The keys of an audit log, in files as an operator makes them.
///
/// @param sealing   seals texts
/// @param reference names subjects
public record AuditKeyFiles(Path sealing, Path reference) {

    private static final int BYTES = 32;

    /// The keys in a folder; made if they are missing.
    public static AuditKeyFiles in(Path folder) {
        try {
            Files.createDirectories(folder);
            return new AuditKeyFiles(key(folder.resolve("sealing-key")), key(folder.resolve("reference-key")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path key(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(secret) + "\n");
        }
        return file.toAbsolutePath();
    }
}
