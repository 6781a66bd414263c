package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.audit.TestAudit;

/// A restart while the policies do not load goes on with the last good bundle.
class LastGoodTests {

    private static final String BROKEN = "kind: Nothing\n";

    @TempDir
    private Path home;

    @Test
    void withoutALastGoodBundleABrokenFolderIsNoStart() {
        Given.write(home.resolve("policies"), java.util.Map.of("a.yaml", BROKEN));
        assertThatExceptionOfType(PoliciesNotLoaded.class).isThrownBy(() -> LiveBench.restart(home));
    }

    @Test
    void aDamagedLastGoodBundleIsNoStart() throws IOException {
        LiveBench.start(home).close();
        var kept = home.resolve("kept/last-good.json");
        Given.write(home.resolve("policies"), java.util.Map.of(LiveBench.REQUEST_FILE, BROKEN));
        for (String damage : List.of("", "{", "{\"files\":{}}",
                Files.readString(kept).replace("anybody", "nobody"),
                Files.readString(kept).replace("10-request.yaml", "../10-request.yaml"))) {
            Files.writeString(kept, damage);
            assertThatExceptionOfType(PoliciesNotLoaded.class).isThrownBy(() -> LiveBench.restart(home));
        }
    }

    @Test
    void aBrokenFolderStartsWithTheLastGoodBundleAndHealthSaysSo() {
        PolicyRevision good;
        try (var bench = LiveBench.start(home)) {
            bench.write(LiveBench.REQUEST_FILE, LiveBench.request("second"));
            bench.settle();
            good = bench.revision();
            bench.write(LiveBench.REQUEST_FILE, BROKEN);
            bench.settle();
        }
        try (var bench = LiveBench.restart(home)) {
            assertThat(bench.revision()).isEqualTo(good);
            assertThat(bench.kinds()).containsExactly("PolicyRejected", "PolicyPublished");
            assertThat(bench.health.health().getDetails()).containsEntry("stale", true).containsEntry("revision",
                    good.value());
            bench.settle();
            assertThat(bench.kinds()).as("the same content is not rejected again").hasSize(2);
            bench.write(LiveBench.REQUEST_FILE, LiveBench.request("third"));
            bench.settle();
            assertThat(bench.revision()).isEqualTo(bench.revisionOfTheFolder());
            assertThat(bench.live.publications()).hasSize(3);
        }
    }

    @Test
    void aVocabularyThatDoesNotFitTheIndexGivesWayToTheLastGoodBundle() {
        PolicyRevision good;
        try (var bench = LiveBench.start(home)) {
            good = bench.revision();
        }
        Given.write(home.resolve("policies"), java.util.Map.of(LiveBench.VOCABULARY_FILE,
                Given.VOCABULARY.replace("[public, internal,", "[internal, public,")));
        try (var bench = LiveBench.restart(home, wanted -> wanted.levels().getFirst().equals("public")
                ? List.of()
                : List.of("levels are others"))) {
            assertThat(bench.revision()).isEqualTo(good);
            assertThat(bench.live.state().rejected().orElseThrow().problems()).singleElement().asString()
                    .endsWith("the vocabulary does not fit the index: levels are others");
        }
        try (var bench = LiveBench.restart(home)) {
            assertThat(bench.revision()).as("when it fits").isNotEqualTo(good);
        }
    }

    @Test
    void aFolderThatLoadsWinsOverTheLastGoodBundle() {
        LiveBench.start(home).close();
        Given.write(home.resolve("policies"),
                java.util.Map.of(LiveBench.REQUEST_FILE, LiveBench.request("changed-while-down")));
        try (var bench = LiveBench.restart(home)) {
            assertThat(bench.revision()).isEqualTo(bench.revisionOfTheFolder());
            assertThat(bench.lastEvent().get("difference").get("rulesAdded").toString())
                    .contains("#changed-while-down");
        }
    }

    @Test
    void revisionsSurviveARestart() {
        try (var bench = LiveBench.start(home)) {
            bench.directory.put(LiveBench.REQUEST_FILE, LiveBench.request("by-pia").getBytes(
                    java.nio.charset.StandardCharsets.UTF_8), bench.revision(), TestAudit.reference("pia"));
        }
        try (var bench = LiveBench.restart(home)) {
            var newest = bench.live.publications().getFirst();
            assertThat(bench.live.publications()).hasSize(2);
            assertThat(newest.by()).contains(TestAudit.reference("pia"));
            assertThat(newest.difference().rulesAdded()).containsExactly("10-request.yaml#by-pia");
        }
    }
}
