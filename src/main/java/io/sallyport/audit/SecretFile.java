package io.sallyport.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A secret of 32 random bytes in a file that nobody else may read, raw or as Base64.
final class SecretFile {

    private static final String EXPECTED = "expected 32 random bytes, raw or as Base64 (openssl rand -base64 32)";
    private static final int LARGEST = 4096;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=\\s]*");
    private static final Set<PosixFilePermission> OPEN = EnumSet.of(PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private SecretFile() {}

    /// @param file its path; empty when the property is not set
    /// @throws AuditStartRefused naming the property and the file, and never what it holds
    static byte[] read(String property, String file) {
        if (file.isBlank()) {
            throw AuditStartRefused.keys(property + " is missing: " + EXPECTED + " in a file of its own");
        }
        try {
            Path path = Path.of(file);
            mustBeClosed(property, path);
            byte[] content = Files.size(path) > LARGEST ? new byte[0] : Files.readAllBytes(path);
            return secret(content)
                    .orElseThrow(
                            () -> AuditStartRefused.keys(property + "=" + file + " does not hold a key: " + EXPECTED));
        } catch (IOException | InvalidPathException e) {
            throw AuditStartRefused.keys(property + "=" + file + " cannot be read: " + e);
        }
    }

    private static void mustBeClosed(String property, Path path) throws IOException {
        if (Files.getFileAttributeView(path, PosixFileAttributeView.class) == null) {
            return;
        }
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(path);
        if (found.stream().anyMatch(OPEN::contains)) {
            throw AuditStartRefused.keys(property + "=" + path + " is open to others ("
                    + PosixFilePermissions.toString(found) + "), expected a mode such as 0600, 0400 or 0440");
        }
    }

    /// A text of 32 characters of Base64 is a key that is too short, not a raw one.
    private static Optional<byte[]> secret(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (!BASE64.matcher(text).matches()) {
            return Optional.of(content).filter(raw -> raw.length == AesGcm.KEY);
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(text)).filter(decoded -> decoded.length == AesGcm.KEY);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
