package io.sallyport.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;

import io.sallyport.audit.AuditUnavailable;
import io.sallyport.audit.TestAudit;

/// What the policy folder holds takes effect as a whole, or changes nothing.
class HotReloadTests {

    private static final String BROKEN = "apiVersion: sallyport/v1\nkind: RequestPolicie\n";

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

    @Test
    void aBrokenEditChangesNothingButHealthMetricsAndTheLog() {
        bench.write(LiveBench.REQUEST_FILE, BROKEN);
        bench.settle();
        assertThat(bench.revision()).isEqualTo(first);
        assertThat(bench.kinds()).containsExactly("PolicyPublished", "PolicyRejected");
        var health = bench.health.health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("revision", first.value()).containsEntry("stale", true);
        assertThat(health.getDetails().get("rejected")).asString()
                .contains(bench.revisionOfTheFolder().value(), "10-request.yaml:2:7: kind: expected one of");
        assertThat(bench.gauge("stale")).isEqualTo(1);
        assertThat(bench.gauge("problems")).isPositive();
        assertThat(bench.count("rejected")).isEqualTo(1);
        assertThat(bench.lastGood.files().orElseThrow().revision()).isEqualTo(first);
    }

    @Test
    void aRejectedContentIsReportedOnce() {
        bench.write(LiveBench.REQUEST_FILE, BROKEN);
        bench.settle();
        bench.settle();
        assertThat(bench.kinds()).containsExactly("PolicyPublished", "PolicyRejected");
        bench.write(LiveBench.REQUEST_FILE, BROKEN + "# still broken\n");
        bench.settle();
        assertThat(bench.kinds()).containsExactly("PolicyPublished", "PolicyRejected", "PolicyRejected");
    }

    @Test
    void aMendedEditEndsTheStaleState() {
        bench.write(LiveBench.REQUEST_FILE, BROKEN);
        bench.settle();
        bench.write(LiveBench.REQUEST_FILE, LiveBench.request("anybody"));
        bench.settle();
        assertThat(bench.health.health().getDetails()).containsEntry("stale", false).doesNotContainKey("rejected");
        assertThat(bench.kinds()).as("the same revision is not published again").hasSize(2);
        assertThat(bench.gauge("stale")).isZero();
    }

    @Test
    void whatIsStillBeingWrittenIsNotJudged() {
        bench.write(LiveBench.REQUEST_FILE, BROKEN);
        bench.watch.look();
        bench.write(LiveBench.REQUEST_FILE, LiveBench.request("other"));
        bench.watch.look();
        assertThat(bench.revision()).isEqualTo(first);
        bench.watch.look();
        assertThat(bench.revision()).isEqualTo(bench.revisionOfTheFolder()).isNotEqualTo(first);
        assertThat(bench.kinds()).containsExactly("PolicyPublished", "PolicyPublished");
    }

    @Test
    void anEditIsPublishedWithItsDifference() {
        bench.write(LiveBench.REQUEST_FILE, LiveBench.request("somebody"));
        bench.write("sub/20.yaml", Given.rules("RetrievalPolicy", Given.rule("none", "deny", "true")));
        bench.settle();
        var event = bench.lastEvent();
        assertThat(event.get("revision").asString()).isEqualTo(bench.revision().value());
        assertThat(event.has("by")).isFalse();
        assertThat(event.get("difference").toString()).isEqualTo("""
                {"from":"%s","filesAdded":["sub/20.yaml"],"filesChanged":["10-request.yaml"],"filesRemoved":[],\
                "rulesAdded":["10-request.yaml#somebody","20.yaml#none"],"rulesChanged":[],\
                "rulesRemoved":["10-request.yaml#anybody"],"omitted":0}""".formatted(first.value()));
        assertThat(bench.count("published")).isEqualTo(1);
        assertThat(bench.meters.get("sallyport.policies.revision").gauges()).singleElement()
                .satisfies(gauge -> assertThat(gauge.getId().getTag("revision")).isEqualTo(bench.revision().value()));
        assertThat(bench.live.publications()).extracting(Publication::revision)
                .containsExactly(bench.revision(), first);
    }

    @Test
    void onlyWhatARuleSaysMakesItAnother() {
        bench.write(LiveBench.REQUEST_FILE, "# a comment\n" + LiveBench.request("anybody"));
        bench.settle();
        assertThat(bench.lastEvent().get("difference").get("filesChanged")).hasSize(1);
        assertThat(bench.lastEvent().get("difference").get("rulesChanged")).isEmpty();
        bench.write(LiveBench.REQUEST_FILE, LiveBench.request("anybody").replace("true", "1 == 1"));
        bench.settle();
        assertThat(bench.lastEvent().get("difference").get("rulesChanged").toString())
                .isEqualTo("[\"10-request.yaml#anybody\"]");
    }

    @Test
    void aConfigMapSwapsAllItsFilesAtOnce() throws IOException {
        bench.close();
        var mount = home.resolve("policies");
        for (String name : List.of(LiveBench.VOCABULARY_FILE, LiveBench.REQUEST_FILE)) {
            bench.delete(name);
            Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
        }
        generation("..2026_01", "one");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_01"));
        bench = LiveBench.restart(home);
        first = bench.revision();

        generation("..2026_02", "two");
        bench.settle();
        assertThat(bench.revision()).as("before the swap").isEqualTo(first);
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2026_02"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        bench.settle();
        assertThat(bench.revision()).isNotEqualTo(first);
        assertThat(bench.lastEvent().get("difference").get("rulesAdded").toString()).contains("#two");
        assertThat(bench.directory.whyReadOnly()).get().asString().contains("ConfigMap");
    }

    private void generation(String name, String rule) {
        Given.write(home.resolve("policies").resolve(name), Map.of(
                LiveBench.VOCABULARY_FILE, Given.VOCABULARY, LiveBench.REQUEST_FILE, LiveBench.request(rule)));
    }

    @Test
    void anEditorsRenameIsSeenEvenWithTheSameSizeAndDate() throws IOException {
        var file = bench.folder.resolve(LiveBench.REQUEST_FILE);
        var date = Files.getLastModifiedTime(file);
        var other = bench.folder.resolve(".10-request.yaml.swp");
        Files.writeString(other, LiveBench.request("anybodx"));
        Files.setLastModifiedTime(other, date);
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        bench.settle();
        assertThat(bench.revision()).isEqualTo(bench.revisionOfTheFolder()).isNotEqualTo(first);
    }

    @Test
    void aFolderThatGoesAwayIsRejectedAndTheBundleStays() throws IOException {
        Files.move(bench.folder, home.resolve("elsewhere"));
        bench.settle();
        assertThat(bench.revision()).isEqualTo(first);
        assertThat(bench.health.health().getDetails().get("rejected")).asString().contains("is not a folder");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            levels: [public, internal, confidential, secret] | levels: [internal, public, confidential, secret] | 00-vocabulary.yaml:5:11: spec.levels: the levels are stored as positions in [public, internal, confidential, secret]; another list needs new indices and a restart
            levels: [public, internal, confidential, secret] | levels: [public, internal, confidential, secret, top] | 00-vocabulary.yaml:5:11: spec.levels: the levels are stored as positions in [public, internal, confidential, secret]; another list needs new indices and a restart
            index: acl.region | index: acl.area | 00-vocabulary.yaml:9:21: spec.document.region: field 'region' is an optional string at acl.area here and an optional string at acl.region in the index; the index is held by the vocabulary of the start, so this needs a restart
            score:          { type: double | score:          { type: int | spec.document.score: field 'score' is an optional int at acl.score here and an optional double at acl.score in the index
            draft:          { | drafty:         { | spec.document: field 'draft' is missing here and an optional bool at acl.draft in the index
            pages:          { type: int,          required: false | pages:          { type: int,          required: true | field 'pages' is a required int
            """)
    void aVocabularyThatTheIndexDoesNotHoldIsRejected(String before, String after, String problem) {
        assertThat(Given.VOCABULARY).contains(before);
        bench.write(LiveBench.VOCABULARY_FILE, Given.VOCABULARY.replace(before, after));
        bench.settle();
        assertThat(bench.revision()).isEqualTo(first);
        assertThat(bench.live.state().rejected().orElseThrow().problems()).anySatisfy(
                each -> assertThat(each.toString()).contains(problem));
    }

    @Test
    void aVocabularyThatSaysTheSameOfDocumentsIsPublished() {
        bench.write(LiveBench.VOCABULARY_FILE, Given.VOCABULARY.replace("roles, maxItems: 5", "roles, maxItems: 6"));
        bench.settle();
        assertThat(bench.revision()).isNotEqualTo(first);
    }

    @Test
    void whatCannotBeRecordedDoesNotTakeEffect() {
        bench.audit.breakDisk();
        bench.write(LiveBench.REQUEST_FILE, LiveBench.request("somebody"));
        bench.watch.look();
        assertThatThrownBy(bench.watch::look).isInstanceOf(AuditUnavailable.class);
        assertThat(bench.revision()).isEqualTo(first);
        assertThat(bench.lastGood.files().orElseThrow().revision()).isEqualTo(first);
    }

    @Test
    void aLookThatWaitedForAChangeOverTheApiDoesNotUndoIt() throws InterruptedException {
        bench.settle();
        var looking = new Thread(bench.watch::look);
        var published = bench.live.alone(() -> {
            looking.start();
            while (looking.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            return bench.directory.put(LiveBench.REQUEST_FILE, LiveBench.request("other").getBytes(UTF_8), first,
                    TestAudit.reference("pia"));
        });
        looking.join();
        assertThat(bench.revision()).isEqualTo(published.revision());
        assertThat(bench.kinds()).containsExactly("PolicyPublished", "PolicyPublished");
    }

    @Test
    void aRunningDecisionKeepsItsBundle() {
        var taken = bench.decisions.current();
        bench.write(LiveBench.REQUEST_FILE, LiveBench.request("somebody"));
        bench.settle();
        assertThat(taken.revision()).isEqualTo(first);
        assertThat(bench.decisions.current().revision()).isNotEqualTo(first);
    }

    @Test
    void aBundleThatCannotBeKeptIsInForceAndHealthSaysSo() throws IOException {
        org.springframework.util.FileSystemUtils.deleteRecursively(bench.kept);
        Files.writeString(bench.kept, "in the way");
        bench.write(LiveBench.REQUEST_FILE, LiveBench.request("somebody"));
        bench.settle();
        assertThat(bench.revision()).isNotEqualTo(first);
        assertThat(bench.health.health().getDetails()).containsEntry("keptForRestart", false);
    }
}
