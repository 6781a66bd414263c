package io.sallyport.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sallyport.audit.SubjectReference;
import io.sallyport.audit.TestAudit;

/// A file is written only when the whole bundle with it is in order.
class PolicyDirectoryTests {

    private static final SubjectReference PIA = TestAudit.reference("pia");
    private static final byte[] OTHER = LiveBench.request("other").getBytes(UTF_8);

    @TempDir
    private Path home;

    private LiveBench bench;
    private PolicyRevision first;

    @BeforeEach
    void start() {
        bench = LiveBench.start(home);
        first = bench.revision();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private PolicyNotChanged.Cause refused(PolicyDirectory directory, String name, PolicyRevision expected) {
        try {
            directory.put(name, OTHER, expected, PIA);
        } catch (PolicyNotChanged refused) {
            return refused.reason();
        }
        throw new AssertionError("it was written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x.yml", "x.txt", "../x.yaml", "a/../x.yaml", "/x.yaml", ".x.yaml", "a/.x.yaml",
            "..data/x.yaml", "a\\x.yaml", "a b.yaml", "x.yaml/", "x.yaml\u0000", "ü.yaml", "a/b/c/d/e/f/g/h/i.yaml",
            "-x.yaml"})
    void aNameThatLeadsElsewhereIsRefused(String name) {
        assertThat(PolicyDirectory.isName(name)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> bench.directory.put(name, OTHER, first, PIA));
    }

    @Test
    void anotherRevisionIsRefused() {
        var other = new PolicyRevision("0".repeat(64));
        assertThat(refused(bench.directory, LiveBench.REQUEST_FILE, other))
                .isEqualTo(PolicyNotChanged.Cause.OTHER_REVISION);
        bench.write("20.yaml", LiveBench.request("unseen"));
        assertThat(refused(bench.directory, LiveBench.REQUEST_FILE, first))
                .as("what the folder holds counts, also before it is in force")
                .isEqualTo(PolicyNotChanged.Cause.OTHER_REVISION);
        assertThat(bench.kinds()).hasSize(1);
    }

    @Test
    void aBundleThatDoesNotLoadIsNotWrittenAndIsRecordedWithItsAuthor() {
        assertThatExceptionOfType(PolicyProblems.class).isThrownBy(
                () -> bench.directory.put(LiveBench.REQUEST_FILE, "kind: X\n".getBytes(UTF_8), first, PIA));
        assertThat(bench.read(LiveBench.REQUEST_FILE)).isEqualTo(LiveBench.request("anybody"));
        assertThat(bench.revision()).isEqualTo(first);
        assertThat(bench.lastEvent().get("kind").asString()).isEqualTo("PolicyRejected");
        assertThat(bench.lastEvent().get("by").asString()).isEqualTo(PIA.value());
        assertThat(bench.health.health().getDetails()).as("the folder is in order").containsEntry("stale", false);
        assertThat(bench.folder).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void theVocabularyIsNotRemoved() {
        assertThatExceptionOfType(PolicyProblems.class)
                .isThrownBy(() -> bench.directory.delete(LiveBench.VOCABULARY_FILE, first, PIA));
        assertThat(bench.folder.resolve(LiveBench.VOCABULARY_FILE)).exists();
    }

    @Test
    void nothingIsWrittenWhereItMustNotBe() {
        var off = new PolicyDirectory(bench.folder, Optional.of(false), bench.live);
        assertThat(off.whyReadOnly()).isPresent();
        assertThat(refused(off, LiveBench.REQUEST_FILE, first)).isEqualTo(PolicyNotChanged.Cause.READ_ONLY);
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        var outside = Files.createDirectory(home.resolve("outside"));
        Files.createSymbolicLink(bench.folder.resolve("linked"), outside);
        assertThat(refused(bench.directory, "linked/x.yaml", bench.revisionOfTheFolder()))
                .isEqualTo(PolicyNotChanged.Cause.READ_ONLY);
        assertThat(outside).isEmptyDirectory();
        Files.writeString(outside.resolve("y.yaml"), LiveBench.request("y"));
        Files.createSymbolicLink(bench.folder.resolve("y.yaml"), outside.resolve("y.yaml"));
        assertThat(refused(bench.directory, "y.yaml", bench.revisionOfTheFolder()))
                .isEqualTo(PolicyNotChanged.Cause.READ_ONLY);
    }

    @Test
    void aFileThatIsNotThereIsNotRemoved() {
        assertThatExceptionOfType(PolicyNotChanged.class).isThrownBy(
                () -> bench.directory.delete("nothing.yaml", first, PIA))
                .matches(refused -> refused.reason() == PolicyNotChanged.Cause.NO_SUCH_FILE);
    }

    @Test
    void whatCannotBeRecordedIsNotWritten() {
        bench.audit.breakDisk();
        assertThatExceptionOfType(io.sallyport.audit.AuditUnavailable.class)
                .isThrownBy(() -> bench.directory.put(LiveBench.REQUEST_FILE, OTHER, first, PIA));
        assertThat(bench.read(LiveBench.REQUEST_FILE)).isEqualTo(LiveBench.request("anybody"));
        assertThat(bench.folder).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void aGoodChangeIsWrittenPublishedAndRecordedAtOnce() throws IOException {
        var file = bench.folder.resolve(LiveBench.REQUEST_FILE);
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-r--"));
        var published = bench.directory.put(LiveBench.REQUEST_FILE, OTHER, first, PIA);
        assertThat(published.revision()).isEqualTo(bench.revision()).isEqualTo(bench.revisionOfTheFolder());
        assertThat(bench.lastEvent().get("by").asString()).isEqualTo(PIA.value());
        assertThat(bench.lastEvent().at("/difference/from").asString()).isEqualTo(first.value());
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-r--"));
        bench.settle();
        assertThat(bench.kinds()).as("the watch has nothing to add").hasSize(2);
    }

    @Test
    void aFileInANewSubFolderIsWrittenAndRemoved() {
        var more = Given.rules("RetrievalPolicy", Given.rule("none", "deny", "true")).getBytes(UTF_8);
        var added = bench.directory.put("teams/20.yaml", more, first, PIA);
        assertThat(bench.revision()).isEqualTo(added.revision());
        var removed = bench.directory.delete("teams/20.yaml", added.revision(), PIA);
        assertThat(removed.revision()).isEqualTo(first).isEqualTo(bench.revision());
        assertThat(bench.live.publications()).hasSize(3);
    }

    @Test
    void whatIsThereAlreadyIsNotPublishedAgain() {
        bench.directory.put(LiveBench.REQUEST_FILE, LiveBench.request("anybody").getBytes(UTF_8), first, PIA);
        assertThat(bench.kinds()).hasSize(1);
    }

    @Test
    void aRejectedFolderIsMendedByWriting() {
        bench.write(LiveBench.REQUEST_FILE, "kind: X\n");
        bench.settle();
        bench.directory.put(LiveBench.REQUEST_FILE, OTHER, bench.revisionOfTheFolder(), PIA);
        assertThat(bench.live.state().rejected()).isEmpty();
        assertThat(bench.read(LiveBench.REQUEST_FILE)).isEqualTo(new String(OTHER, UTF_8));
    }
}
