package io.sallyport.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the files of a policy folder: every `.yaml` at any depth. Names that start with a dot are skipped, because a
/// mounted Kubernetes ConfigMap repeats its files below `..data`.
final class PolicyFolder {

    private final Path directory;
    private final List<Problem> problems = new ArrayList<>();
    private final SortedMap<String, byte[]> contents = new TreeMap<>();

    private PolicyFolder(Path directory) {
        this.directory = directory;
    }

    /// Everything readable in the folder, and what is not.
    static PolicyFiles read(Path directory) {
        var folder = new PolicyFolder(directory);
        if (Files.isDirectory(directory)) {
            folder.readAll();
        } else {
            folder.problem(directory.toString(), "is not a folder; expected one with policy files");
        }
        folder.problems.sort(null);
        return new PolicyFiles(directory.toString(), folder.contents, folder.problems);
    }

    private void readAll() {
        try (var paths = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            paths.filter(Files::isRegularFile).filter(this::isVisible).forEach(this::take);
        } catch (IOException | UncheckedIOException unreadable) {
            problem(directory.toString(), "cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    private void take(Path file) {
        String path = relative(file);
        if (path.endsWith(".yml")) {
            problem(path, "is not read; rename it to end with .yaml");
        }
        if (!path.endsWith(".yaml")) {
            return;
        }
        try {
            if (Files.size(file) > PolicyFiles.MOST_BYTES) {
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

    private void problem(String path, String message) {
        problems.add(new Problem(path, 0, 0, "", message));
    }
}
