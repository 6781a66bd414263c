package io.sallyport.policy;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Objects;
import java.util.UUID;

/// A file that appears whole or not at all, also after a power cut: temporary file, force, rename, force of the folder.
/// The temporary name begins with a dot, so that no reader of policies takes it for one.
final class DurableFile implements AutoCloseable {

    private final Path target;
    private final Path temporary;

    private DurableFile(Path target) {
        this.target = target;
        this.temporary = folder(target).resolve("." + UUID.randomUUID() + ".tmp");
    }

    /// Writes at once.
    static void write(Path target, byte[] content) throws IOException {
        try (var file = prepare(target, content)) {
            file.appear();
        }
    }

    /// Writes everything but the name: what can fail for want of space or rights has failed when this returns.
    static DurableFile prepare(Path target, byte[] content) throws IOException {
        Files.createDirectories(folder(target));
        var file = new DurableFile(target);
        try (var channel = FileChannel.open(file.temporary, CREATE_NEW, WRITE)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            file.keepPermissions();
            channel.force(true);
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
        return file;
    }

    private void keepPermissions() throws IOException {
        if (Files.exists(target) && Files.getFileStore(temporary).supportsFileAttributeView(
                PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target, LinkOption.NOFOLLOW_LINKS));
        }
    }

    /// Gives it its name.
    void appear() throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder(target));
    }

    /// Removes a file durably.
    static void delete(Path target) throws IOException {
        Files.delete(target);
        force(folder(target));
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    private static Path folder(Path target) {
        return Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file lies in a folder");
    }

    /// Leaves nothing behind of what did not appear.
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
