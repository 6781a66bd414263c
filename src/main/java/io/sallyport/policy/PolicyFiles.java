package io.sallyport.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

import io.sallyport.audit.FileDigest;

/// The files of a bundle at one moment: bytes by path, sorted, and whatever could not be read. Immutable.
public final class PolicyFiles {

    /// Largest file, in bytes.
    public static final int MOST_BYTES = 1024 * 1024;

    private static final String SUFFIX = ".yaml";

    private final String place;
    private final SortedMap<String, byte[]> contents;
    private final List<Problem> unreadable;

    PolicyFiles(String place, SortedMap<String, byte[]> contents, List<Problem> unreadable) {
        this.place = place;
        this.contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
        this.unreadable = List.copyOf(unreadable);
    }

    /// The files of a folder. What cannot be read does not throw: it keeps the bundle from loading.
    public static PolicyFiles in(Path directory) {
        return PolicyFolder.read(directory);
    }

    /// Files that are not in a folder.
    ///
    /// @param place    stands for the folder in problems that no file is to blame for
    /// @param contents bytes by path; taken over as they are now
    /// @throws IllegalArgumentException for a path that [#isPath] refuses, or a file of more than [#MOST_BYTES]
    public static PolicyFiles of(String place, Map<String, byte[]> contents) {
        var copy = new TreeMap<String, byte[]>();
        contents.forEach((path, bytes) -> copy.put(checked(path, bytes), bytes.clone()));
        return new PolicyFiles(place, copy, List.of());
    }

    /// Whether a folder's file of that path would be read: relative, with `/`, no part empty or beginning with a dot, and
    /// ending in `.yaml`.
    public static boolean isPath(String path) {
        boolean plain = path.chars().allMatch(c -> c >= ' ' && c != 127 && c != '\\');
        return plain && path.endsWith(SUFFIX) && List.of(path.split("/", -1)).stream()
                .noneMatch(part -> part.isEmpty() || part.startsWith("."));
    }

    private static String checked(String path, byte[] bytes) {
        if (!isPath(path)) {
            throw new IllegalArgumentException(
                    "a policy file has a relative path that ends in .yaml, without dot names");
        }
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("a policy file has at most %,d bytes".formatted(MOST_BYTES));
        }
        return path;
    }

    /// These files with one more or another content of one.
    ///
    /// @throws IllegalArgumentException as [#of]
    public PolicyFiles with(String path, byte[] bytes) {
        var changed = new TreeMap<>(contents);
        changed.put(checked(path, bytes), bytes.clone());
        return new PolicyFiles(place, changed, unreadable);
    }

    /// These files without one.
    public PolicyFiles without(String path) {
        var changed = new TreeMap<>(contents);
        changed.remove(path);
        return new PolicyFiles(place, changed, unreadable);
    }

    /// What stands for the folder in problems.
    String place() {
        return place;
    }

    /// The paths, sorted.
    public SortedSet<String> paths() {
        return Collections.unmodifiableSortedSet(new TreeMap<>(contents).navigableKeySet());
    }

    /// What could not be read; these files never load then.
    public List<Problem> unreadable() {
        return unreadable;
    }

    /// The bytes of a file.
    public Optional<byte[]> content(String path) {
        return Optional.ofNullable(contents.get(path)).map(byte[]::clone);
    }

    /// SHA-256 over path and bytes of each file, in the order of the paths, each preceded by its length.
    public PolicyRevision revision() {
        var sha256 = sha256();
        contents.forEach((path, bytes) -> {
            add(sha256, path.getBytes(UTF_8));
            add(sha256, bytes);
        });
        return new PolicyRevision(HexFormat.of().formatHex(sha256.digest()));
    }

    /// Path and SHA-256 of each file, for the audit log.
    public List<FileDigest> digests() {
        return contents.entrySet().stream()
                .map(file -> new FileDigest(file.getKey(), HexFormat.of().formatHex(sha256().digest(file.getValue()))))
                .toList();
    }

    /// Whether both are the same files, unreadable in the same way.
    boolean sameAs(PolicyFiles other) {
        return revision().equals(other.revision()) && unreadable.equals(other.unreadable);
    }

    /// The files as text, sorted by path; what cannot be used is reported.
    List<PolicyFile> texts(ProblemLog log) {
        unreadable.forEach(log::add);
        var files = new ArrayList<PolicyFile>();
        contents.forEach((path, bytes) -> text(path, bytes, log).ifPresent(files::add));
        reportRepeatedNames(files, log);
        return files;
    }

    private static Optional<PolicyFile> text(String path, byte[] bytes, ProblemLog log) {
        try {
            return Optional.of(new PolicyFile(path, UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()));
        } catch (CharacterCodingException malformed) {
            log.add(new Problem(path, 0, 0, "", "is not UTF-8 text"));
            return Optional.empty();
        }
    }

    private static void reportRepeatedNames(List<PolicyFile> files, ProblemLog log) {
        var first = new HashMap<String, String>();
        for (var file : files) {
            var earlier = Optional.ofNullable(first.putIfAbsent(file.baseName(), file.path()));
            earlier.ifPresent(
                    path -> log.add(new Problem(file.path(), 0, 0, "", "has the same base name as " + path)));
        }
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
}
