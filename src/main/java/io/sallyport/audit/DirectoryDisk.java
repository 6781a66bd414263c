package io.sallyport.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A real directory.
final class DirectoryDisk implements Disk {

    private final Path directory;

    DirectoryDisk(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public void prepare() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            FileSystemForce.directory(Optional.ofNullable(directory.getParent()).orElse(directory));
        }
        Files.createDirectories(directory.resolve(Layout.SEGMENTS));
        Files.createDirectories(directory.resolve(Layout.QUARANTINE));
        Files.createDirectories(directory.resolve(Layout.SUBJECT_KEYS));
        FileSystemForce.directory(directory.resolve(Layout.SUBJECT_KEYS));
        FileSystemForce.directory(directory.resolve(Layout.KEYS));
        FileSystemForce.directory(directory);
    }

    @Override
    public boolean makeFolder(String name) throws IOException {
        Path folder = directory.resolve(name);
        boolean missing = !Files.isDirectory(folder);
        if (missing) {
            Files.createDirectory(folder);
        }
        return missing;
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(directory.resolve(name));
    }

    @Override
    public List<String> list(String folder) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(folder))) {
            return files.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    @Override
    public SegmentFile create(String name) throws IOException {
        return new ChannelFile(FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public SegmentFile open(String name) throws IOException {
        return new ChannelFile(
                FileChannel.open(directory.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public SegmentFile openForReading(String name) throws IOException {
        return new ChannelFile(FileChannel.open(directory.resolve(name), StandardOpenOption.READ));
    }

    @Override
    public void move(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    @Override
    public void forceDirectory(String folder) throws IOException {
        FileSystemForce.directory(directory.resolve(folder));
    }

    @Override
    public Identity identity(String name) throws IOException {
        BasicFileAttributes found = Files.readAttributes(directory.resolve(name), BasicFileAttributes.class);
        return new Identity(String.valueOf(found.fileKey()), found.size());
    }

    @Override
    public long space() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public AutoCloseable lock() throws IOException {
        FileChannel channel = FileChannel.open(directory.resolve(Layout.LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new AuditStartRefused(AuditStartRefused.LOCKED, "the audit directory " + directory
                    + " is in use by another process; one directory has one writer (docs/reference/audit-log.md#locked)");
        }
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
