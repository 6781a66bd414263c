package io.sallyport.policy;

import static io.sallyport.policy.PolicyNotChanged.Cause.FAILED;
import static io.sallyport.policy.PolicyNotChanged.Cause.NO_SUCH_FILE;
import static io.sallyport.policy.PolicyNotChanged.Cause.OTHER_REVISION;
import static io.sallyport.policy.PolicyNotChanged.Cause.READ_ONLY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.sallyport.audit.SubjectReference;

/// The policy folder as it is changed over the API: a change is based on a revision, the whole bundle with it is loaded
/// and tested, and only then the one file is written.
public final class PolicyDirectory {

    private static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]*";
    private static final Pattern NAME = Pattern.compile("(%s/){0,7}%s\\.yaml".formatted(PART, PART));
    private static final int LONGEST_NAME = 200;
    private static final String CONFIG_MAP = "..data";

    private final Path folder;
    private final Optional<Boolean> mayWrite;
    private final LivePolicies live;

    PolicyDirectory(Path folder, Optional<Boolean> mayWrite, LivePolicies live) {
        this.folder = folder;
        this.mayWrite = mayWrite;
        this.live = live;
    }

    /// Whether a file of that name may be read or written over the API: at most 200 characters and 8 parts, each of
    /// letters, digits, `.`, `_` and `-`, a letter or digit first; `.yaml` at the end.
    public static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
    }

    /// The files the folder holds now.
    public PolicyFiles files() {
        return PolicyFolder.settled(folder);
    }

    /// Why nothing can be written here; nothing when it can.
    public Optional<String> whyReadOnly() {
        if (mayWrite.isPresent()) {
            return mayWrite.get() ? Optional.empty() : Optional.of("sallyport.policies.writable is false");
        }
        if (Files.exists(folder.resolve(CONFIG_MAP))) {
            return Optional.of("the policy folder is a mounted ConfigMap");
        }
        return Files.isWritable(folder) ? Optional.empty() : Optional.of("the policy folder cannot be written");
    }

    /// Writes one file and publishes the bundle with it.
    ///
    /// @param name     as [#isName] wants it
    /// @param expected the revision of the folder that the change is based on
    /// @throws PolicyProblems with everything that is wrong with the bundle; nothing is written
    /// @throws PolicyNotChanged when the change cannot be made
    /// @throws io.sallyport.audit.AuditUnavailable when it cannot be recorded; nothing is written
    public Publication put(String name, byte[] content, PolicyRevision expected, SubjectReference by) {
        return change(name, expected, by, files -> files.with(name, content), new Written(target(name), content));
    }

    /// Removes one file and publishes the bundle without it; as [#put].
    public Publication delete(String name, PolicyRevision expected, SubjectReference by) {
        var target = target(name);
        return change(name, expected, by, files -> {
            if (!files.paths().contains(name)) {
                throw new PolicyNotChanged(NO_SUCH_FILE, "There is no such policy file.");
            }
            return files.without(name);
        }, () -> DurableFile.delete(target));
    }

    private Publication change(
            String name,
            PolicyRevision expected,
            SubjectReference by,
            UnaryOperator<PolicyFiles> edit,
            LivePolicies.Change change) {
        return live.alone(() -> {
            requireWritable(name);
            var files = expected(expected);
            var candidate = edit.apply(files);
            var state = live.state();
            if (candidate.sameAs(files) && candidate.sameAs(state.files())) {
                return state.live();
            }
            try {
                return live.publish(candidate, by, new Guarded(change, files));
            } catch (IOException failed) {
                throw new PolicyNotChanged(FAILED, "The policy folder could not be written.");
            }
        });
    }

    private void requireWritable(String name) {
        whyReadOnly().ifPresent(why -> {
            throw new PolicyNotChanged(READ_ONLY, "Policies are not changed here: %s.".formatted(why));
        });
        Path path = folder;
        for (String part : name.split("/", -1)) {
            path = path.resolve(part);
            if (Files.isSymbolicLink(path)) {
                throw new PolicyNotChanged(READ_ONLY, "The file is a link to elsewhere and is not changed here.");
            }
        }
    }

    private PolicyFiles expected(PolicyRevision expected) {
        var files = files();
        if (!files.revision().equals(expected)) {
            throw new PolicyNotChanged(
                    OTHER_REVISION,
                    "The policy folder holds revision %s; read it and base the change on it."
                            .formatted(files.revision()));
        }
        return files;
    }

    private Path target(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not the name of a policy file");
        }
        return folder.resolve(name);
    }

    /// A change that is only made while the folder is as it was judged.
    private final class Guarded implements LivePolicies.Change {

        private final LivePolicies.Change change;
        private final PolicyFiles judged;

        Guarded(LivePolicies.Change change, PolicyFiles judged) {
            this.change = change;
            this.judged = judged;
        }

        @Override
        public void prepare() throws IOException {
            change.prepare();
            expected(judged.revision());
        }

        @Override
        public void make() throws IOException {
            change.make();
        }

        @Override
        public void close() throws IOException {
            change.close();
        }
    }

    private static final class Written implements LivePolicies.Change {

        private final Path target;
        private final byte[] content;
        private Optional<DurableFile> prepared = Optional.empty();

        Written(Path target, byte[] content) {
            this.target = target;
            this.content = Arrays.copyOf(content, content.length);
        }

        @Override
        public void prepare() throws IOException {
            prepared = Optional.of(DurableFile.prepare(target, content));
        }

        @Override
        public void make() throws IOException {
            prepared.orElseThrow().appear();
        }

        @Override
        public void close() throws IOException {
            if (prepared.isPresent()) {
                prepared.get().close();
            }
        }
    }
}
