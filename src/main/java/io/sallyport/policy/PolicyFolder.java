package io.sallyport.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.sallyport.audit.FileDigest;

/// Reads the files of a policy folder: every `.yaml` at any depth. Names that start with a dot are skipped, because a
/// mounted Kubernetes ConfigMap repeats its files below `..data`.
final class PolicyFolder {

    private static final int MOST_BYTES = 1024 * 1024;

    private final Path directory;
    private final ProblemLog log;
    private final SortedMap<String, byte[]> contents = new TreeMap<>();

    private PolicyFolder(Path directory, ProblemLog log) {
        this.directory = directory;
        this.log = log;
    }

    /// Everything readable in the folder; what is not is reported.
    static PolicyFolder read(Path directory, ProblemLog log) {
        var folder = new PolicyFolder(directory, log);
        if (Files.isDirectory(directory)) {
            folder.readAll();
        } else {
            folder.problem(directory.toString(), "is not a folder; expected one with policy files");
        }
        return folder;
    }

    /// The files, sorted by path.
    List<PolicyFile> files() {
        var files = new ArrayList<PolicyFile>();
        contents.forEach((path, bytes) -> decode(path, bytes).ifPresent(text -> files.add(new PolicyFile(path, text))));
        reportRepeatedNames(files);
        return files;
    }

    /// SHA-256 over path and bytes of each file, in the order of the paths, each preceded by its length.
    PolicyRevision revision() {
        var sha256 = sha256();
        contents.forEach((path, bytes) -> {
            add(sha256, path.getBytes(UTF_8));
            add(sha256, bytes);
        });
        return new PolicyRevision(HexFormat.of().formatHex(sha256.digest()));
    }

    /// Path and SHA-256 of each file, for the audit log.
    List<FileDigest> digests() {
        return contents.entrySet().stream()
                .map(file -> new FileDigest(file.getKey(), HexFormat.of().formatHex(sha256().digest(file.getValue()))))
                .toList();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private void readAll() {
        try (var paths = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            paths.filter(Files::isRegularFile).filter(this::isVisible).forEach(this::read);
        } catch (IOException | UncheckedIOException unreadable) {
            problem(directory.toString(), "cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    private void read(Path file) {
        String path = relative(file);
        if (path.endsWith(".yml")) {
            problem(path, "is not read; rename it to end with .yaml");
        }
        if (!path.endsWith(".yaml")) {
            return;
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                problem(path, "is larger than 1 MiB");
            } else {
                contents.put(path, Files.readAllBytes(file));
            }
        } catch (IOException unreadable) {
            problem(path, "cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    private boolean isVisible(Path file) {
        for (var name : directory.relativize(file)) {
            if (name.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private String relative(Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private Optional<String> decode(String path, byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException malformed) {
            problem(path, "is not UTF-8 text");
            return Optional.empty();
        }
    }

    private void reportRepeatedNames(List<PolicyFile> files) {
        var first = new HashMap<String, String>();
        for (var file : files) {
            var earlier = Optional.ofNullable(first.putIfAbsent(file.baseName(), file.path()));
            earlier.ifPresent(path -> problem(file.path(), "has the same base name as " + path));
        }
    }

    private void problem(String path, String message) {
        log.add(new Problem(path, 0, 0, "", message));
    }
}
