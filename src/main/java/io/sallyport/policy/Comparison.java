package io.sallyport.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import io.sallyport.audit.BundleDifference;
import io.sallyport.audit.FileDigest;

/// Compares two bundles by the digests of their files and rules, within what an audit entry can hold.
final class Comparison {

    private static final int MOST_NAMES = 128;
    private static final int LONGEST_NAME = 512;
    private static final int BYTES_OF_A_LIST = 3_000;
    private static final int BYTES_OF_FILES = 24_000;
    private static final int BYTES_OF_A_DIGEST = 100;
    private static final int BYTES_OF_PROBLEMS = 6_000;
    private static final int LONGEST_PROBLEM = 500;

    private int omitted;

    private Comparison() {}

    /// How `after` differs from `before`.
    static BundleDifference of(Optional<PolicyFiles> before, PolicyFiles after) {
        return before.map(known -> new Comparison().compare(known, after)).orElse(BundleDifference.UNKNOWN);
    }

    private BundleDifference compare(PolicyFiles before, PolicyFiles after) {
        var oldFiles = digests(before);
        var newFiles = digests(after);
        var oldRules = RuleDigests.of(before);
        var newRules = RuleDigests.of(after);
        var filesAdded = without(newFiles, oldFiles);
        var filesChanged = changed(oldFiles, newFiles);
        var filesRemoved = without(oldFiles, newFiles);
        var rulesAdded = without(newRules, oldRules);
        var rulesChanged = changed(oldRules, newRules);
        var rulesRemoved = without(oldRules, newRules);
        return new BundleDifference(Optional.of(before.revision().value()), filesAdded, filesChanged, filesRemoved,
                rulesAdded, rulesChanged, rulesRemoved, omitted);
    }

    private static Map<String, String> digests(PolicyFiles files) {
        return files.digests().stream().collect(Collectors.toMap(FileDigest::file, FileDigest::sha256));
    }

    private List<String> without(Map<String, String> some, Map<String, String> others) {
        return cut(some, (name, digest) -> !others.containsKey(name));
    }

    private List<String> changed(Map<String, String> before, Map<String, String> after) {
        return cut(after, (name, digest) -> before.containsKey(name) && !digest.equals(before.get(name)));
    }

    private List<String> cut(Map<String, String> names, BiPredicate<String, String> wanted) {
        var all = names.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        var kept = cut(all, BYTES_OF_A_LIST, 0);
        omitted += all.size() - kept.size();
        return kept;
    }

    /// The files an entry can hold; the revision stands for all of them.
    static List<FileDigest> recordable(List<FileDigest> files) {
        int kept = cut(files.stream().map(FileDigest::file).toList(), BYTES_OF_FILES, BYTES_OF_A_DIGEST).size();
        return files.subList(0, kept);
    }

    /// The first problems, as an entry can hold them.
    static List<String> recordable(PolicyProblems problems) {
        var lines = problems.problems().stream()
                .map(Problem::toString)
                .map(line -> line.length() > LONGEST_PROBLEM ? line.substring(0, LONGEST_PROBLEM) + "…" : line)
                .toList();
        return cut(lines, BYTES_OF_PROBLEMS, 0);
    }

    private static List<String> cut(List<String> names, int bytes, int extra) {
        var kept = new ArrayList<String>();
        int used = 0;
        for (String name : names) {
            used += name.getBytes(UTF_8).length + extra + 4;
            if (used > bytes || kept.size() == MOST_NAMES || name.length() > LONGEST_NAME) {
                break;
            }
            kept.add(name);
        }
        return List.copyOf(kept);
    }
}
