package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.FileSystemUtils;

/// What the shadow folder holds is tried or not; it is never in force.
class ShadowFolderTests {

    private static final String BROKEN = "apiVersion: sallyport/v1\nkind: RequestPolicie\n";
    private static final Map<String, String> REFUSING = Map.of(
            LiveBench.REQUEST_FILE, Given.rules("RequestPolicy", Given.rule("nobody", "deny", "true")));

    @TempDir
    private Path home;

    private LiveBench bench;
    private PolicySet live;

    @BeforeEach
    void start() {
        bench = LiveBench.start(home);
        live = bench.decisions.current();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Optional<PolicyRevision> tried() {
        return bench.shadow.state().trial().map(ShadowTrial::revision);
    }

    private void assertNothingInForceChanged() {
        bench.settle();
        assertThat(bench.decisions.current()).isSameAs(live);
        assertThat(bench.kinds()).containsExactly("PolicyPublished");
        assertThat(bench.live.state().rejected()).isEmpty();
        assertThat(bench.lastGood.files().orElseThrow().revision()).isEqualTo(live.revision());
        assertThat(bench.gauge("stale")).isZero();
        assertThat(bench.count("published")).isZero();
        assertThat(bench.count("rejected")).isZero();
    }

    @Test
    void aCandidateIsTriedAndNotInForce() {
        bench.tryOut(REFUSING);
        assertThat(tried()).contains(PolicyFiles.in(bench.candidate).revision());
        assertNothingInForceChanged();
        assertThat(bench.gauge("shadow.active")).isEqualTo(1);
        assertThat(bench.health.health().getDetails().get("shadow")).asString()
                .contains(PolicyFiles.in(bench.candidate).revision().value());
    }

    @Test
    void aBrokenCandidateChangesNothingButHealthAndMetrics() {
        bench.tryOut(Map.of(LiveBench.REQUEST_FILE, BROKEN));
        assertThat(tried()).isEmpty();
        assertNothingInForceChanged();
        var health = bench.health.health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("stale", false).doesNotContainKey("rejected");
        assertThat(health.getDetails().get("shadow")).asString().contains("10-request.yaml:2:7: kind: expected one of");
        assertThat(bench.gauge("shadow.problems")).isPositive();
        assertThat(bench.gauge("shadow.active")).isZero();
    }

    @Test
    void aCandidateWhoseOwnTestsFailIsNotTried() {
        var test = """
                apiVersion: sallyport/v1
                kind: PolicyTest
                metadata: { name: test, owner: tests@sallyport.example }
                spec:
                  now: "2026-11-20T10:00:00Z"
                  subjects:
                    anna: { id: anna, tenant: acme, clearance: internal, roles: [staff] }
                  documents:
                    memo: { tenant: acme, classification: internal, audience: [all] }
                  cases:
                    - name: anna may ask
                      subject: anna
                      request: { purpose: work }
                      model: caller
                      expect: { request: allow }
                """;
        var files = new java.util.HashMap<>(REFUSING);
        files.put("models.yaml", Given.MODELS);
        files.put("tests/anna.yaml", test);
        bench.tryOut(files);
        assertThat(tried()).isEmpty();
        assertThat(bench.shadow.state().rejected().orElseThrow().problems()).anySatisfy(
                problem -> assertThat(problem.toString()).startsWith("tests/anna.yaml:").contains("anna may ask"));
        assertNothingInForceChanged();
    }

    @Test
    void aVocabularyThatTheIndexDoesNotHoldIsNotTried() {
        bench.tryOut(
                Map.of(LiveBench.VOCABULARY_FILE, Given.VOCABULARY.replace("index: acl.region", "index: acl.area")));
        assertThat(tried()).isEmpty();
        assertThat(bench.shadow.state().rejected().orElseThrow().problems().toString()).contains("acl.area");
    }

    @Test
    void aBrokenEditEndsTheTrialBeforeIt() {
        bench.tryOut(REFUSING);
        bench.tryOut(Map.of(LiveBench.REQUEST_FILE, BROKEN));
        assertThat(tried()).isEmpty();
        bench.tryOut(REFUSING);
        assertThat(tried()).isPresent();
        assertThat(bench.shadow.state().rejected()).isEmpty();
    }

    @Test
    void whatIsStillBeingWrittenIsNotTried() {
        Given.write(bench.candidate, Map.of(LiveBench.VOCABULARY_FILE, Given.VOCABULARY));
        bench.shadowWatch.look();
        assertThat(tried()).isEmpty();
        Given.write(bench.candidate, REFUSING);
        bench.shadowWatch.look();
        assertThat(tried()).isEmpty();
        bench.shadowWatch.look();
        assertThat(tried()).isPresent();
    }

    @Test
    void theSameCandidateIsLoadedOnce() {
        bench.tryOut(REFUSING);
        var trial = bench.shadow.state().trial().orElseThrow();
        bench.settleCandidate();
        assertThat(bench.shadow.state().trial()).containsSame(trial);
    }

    @Test
    void aCandidateThatIsThereAtTheStartIsTriedFromTheStart() {
        bench.close();
        Given.write(home.resolve("candidate"), Map.of(LiveBench.VOCABULARY_FILE, Given.VOCABULARY));
        bench = LiveBench.restart(home);
        assertThat(tried()).isPresent();
    }

    @Test
    void aFolderThatDoesNotExistIsNoCandidate() {
        bench.settleCandidate();
        assertThat(bench.shadow.state()).isEqualTo(ShadowPolicies.State.NONE);
        assertThat(bench.gauge("shadow.problems")).isZero();
    }

    @Test
    void takingTheFolderAwayEndsTheTrial() throws IOException {
        bench.tryOut(REFUSING);
        FileSystemUtils.deleteRecursively(bench.candidate);
        bench.settleCandidate();
        assertThat(bench.shadow.state()).isEqualTo(ShadowPolicies.State.NONE);
        Files.createDirectories(bench.candidate);
        bench.settleCandidate();
        assertThat(bench.shadow.state()).as("an empty folder").isEqualTo(ShadowPolicies.State.NONE);
    }

    @Test
    void aFileThatIsNotReadIsToldAndNotTakenForNothing() {
        Given.write(bench.candidate, Map.of("rules.yml", ""));
        bench.settleCandidate();
        assertThat(bench.shadow.state().rejected().orElseThrow().problems().toString()).contains("rename it");
    }

    @Test
    void otherPoliciesInForceBeginTheTrialAnew() {
        bench.tryOut(REFUSING);
        var before = bench.shadow.trial(live).orElseThrow();
        before.drop();
        bench.write(LiveBench.REQUEST_FILE, LiveBench.request("somebody"));
        bench.settle();
        var after = bench.shadow.trial(bench.decisions.current()).orElseThrow();
        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(after.against()).isEqualTo(bench.revision()).isNotEqualTo(before.against());
        assertThat(after.summary().dropped()).isZero();
        assertThat(bench.shadow.trial(live)).as("a request that still runs under the earlier bundle").isEmpty();
        assertThat(bench.shadow.trial(bench.decisions.current())).containsSame(after);
    }

    @ParameterizedTest
    @CsvSource({"policies, policies", "policies, policies/candidate", "policies/live, policies",
            "policies, other/../policies/new", "policies, link/candidate"})
    void aCandidateInsideThePolicyFolderStopsTheStart(String policies, String shadow) throws IOException {
        Files.createSymbolicLink(home.resolve("link"), home.resolve("policies"));
        Files.createDirectories(home.resolve("policies/candidate"));
        var settings = new ShadowSettings(home.resolve(shadow).toString(), 0);
        assertThatThrownBy(() -> settings.requireApartFrom(home.resolve(policies)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sallyport.policies.shadow.directory");
    }

    @Test
    void aFolderBesideThePolicyFolderIsFine() {
        for (var beside : List.of("", home.resolve("policies-candidate").toString())) {
            assertThatCode(() -> new ShadowSettings(beside, 0).requireApartFrom(home.resolve("policies")))
                    .doesNotThrowAnyException();
        }
    }
}
