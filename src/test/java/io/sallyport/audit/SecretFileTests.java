package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTests {

    private static final byte[] SECRET = Stage.secret(9);
    private static final String BASE64 = Base64.getEncoder().encodeToString(SECRET);

    @TempDir
    private Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("key");
    }

    private byte[] read(byte[] content) throws Exception {
        write(content, "rw-------");
        return SecretFile.read("a.b", file.toString());
    }

    private void write(byte[] content, String mode) throws Exception {
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void aKeyIsRawOrBase64() throws Exception {
        assertThat(read(SECRET)).isEqualTo(SECRET);
        assertThat(read(BASE64.getBytes(StandardCharsets.US_ASCII))).isEqualTo(SECRET);
        assertThat(read((BASE64 + "\n").getBytes(StandardCharsets.US_ASCII))).isEqualTo(SECRET);
        assertThat(read((" " + BASE64 + "\r\n").getBytes(StandardCharsets.US_ASCII))).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "change-me", "00000000000000000000000000000000", "c2hvcnQ=", "not base64 at all!",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"})
    void whatIsNoKeyOf32BytesIsRefusedAndNotRepeated(String content) {
        assertThatThrownBy(() -> read(content.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOfSatisfying(AuditStartRefused.class, e -> assertThat(e.exitCode()).isEqualTo(74))
                .hasMessageContaining("a.b=" + file).hasMessageContaining("expected 32 random bytes")
                .satisfies(e -> assertThat(content.isBlank() || !String.valueOf(e.getMessage()).contains(content))
                        .isTrue());
    }

    @Test
    void aHugeFileIsNotRead() {
        assertThatThrownBy(() -> read(new byte[1 << 20])).hasMessageContaining("expected 32 random bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-rw----", "rw-----w-"})
    void aFileThatOthersCanReadOrChangeIsRefused(String mode) throws Exception {
        write(SECRET, mode);
        assertThatThrownBy(() -> SecretFile.read("a.b", file.toString()))
                .hasMessageContaining("a.b=" + file + " is open to others (" + mode + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--------", "rw-------", "r--r-----"})
    void aClosedFileIsRead(String mode) throws Exception {
        write(SECRET, mode);
        assertThat(SecretFile.read("a.b", file.toString())).isEqualTo(SECRET);
    }

    @Test
    void twoPropertiesNeedTwoKeys() throws Exception {
        write(SECRET, "rw-------");
        Path copy = Files.copy(file, folder.resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);
        assertThatThrownBy(() -> AuditKeys.read(file.toString(), copy.toString()))
                .hasMessageContaining("hold the same key");
    }
}
