package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.policy.ShadowDifference.Hidden;
import io.sallyport.policy.ShadowDifference.Kind;
import io.sallyport.policy.ShadowTrial.RuleCount;

/// A trial counts requests, once for each way and each rule.
class ShadowTrialTests {

    private static final RuleReference HOLD = new RuleReference("20-rules.yaml", "hold");
    private static final RuleReference SHUT = new RuleReference("10-request.yaml", "shut");

    @TempDir
    private Path home;

    private LiveBench bench;
    private ShadowTrial trial;
    private Decision candidate;

    @BeforeEach
    void start() {
        bench = LiveBench.start(home);
        bench.tryOut(Map.of());
        trial = bench.shadow.state().trial().orElseThrow();
        candidate = bench.decisions.current().decide(Given.request(Given.claims()));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private ShadowDifference refused(RuleReference... rules) {
        return new ShadowDifference(
                candidate, Optional.of(Kind.REFUSED), List.of(rules), List.of(), List.of(), OptionalLong.empty());
    }

    private ShadowDifference hidden(RuleReference... rules) {
        var document = Given.document(Map.of()).id();
        return new ShadowDifference(candidate, Optional.empty(), List.of(),
                List.of(rules).stream().map(rule -> new Hidden(document, Optional.of(rule))).toList(), List.of(),
                OptionalLong.empty());
    }

    @Test
    void requestsAreCountedOnceForEachWayAndRule() {
        trial.compared(refused(SHUT));
        trial.compared(refused());
        trial.compared(hidden(HOLD, HOLD));
        trial.compared(hidden(HOLD).withGained(4));
        trial.compared(hidden());
        var summary = trial.summary();
        assertThat(summary.requests()).isEqualTo(5);
        assertThat(summary.differing()).isEqualTo(4);
        assertThat(summary.kinds()).containsEntry(Kind.REFUSED, 2L).containsEntry(Kind.HIDDEN, 2L)
                .containsEntry(Kind.GAINED, 1L).containsEntry(Kind.ALLOWED, 0L).containsEntry(Kind.OBLIGATIONS, 0L);
        assertThat(summary.counted()).isEqualTo(1);
        assertThat(summary.rules()).containsExactly(
                new RuleCount(Kind.HIDDEN, Optional.of(HOLD), 2),
                new RuleCount(Kind.REFUSED, Optional.empty(), 1),
                new RuleCount(Kind.REFUSED, Optional.of(SHUT), 1));
        assertThat(bench.count("shadow.requests")).isEqualTo(5);
        assertThat(bench.count("shadow.differing")).isEqualTo(4);
        assertThat(bench.meters.get("sallyport.policies.shadow.differences").tag("difference", "hidden").counter()
                .count()).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeComparedIsCounted() {
        trial.drop();
        assertThat(trial.fail()).as("the first").isTrue();
        assertThat(trial.fail()).isFalse();
        trial.unrecorded();
        var summary = trial.summary();
        assertThat(List.of(summary.requests(), summary.dropped(), summary.failed(), summary.unrecorded()))
                .containsExactly(0L, 1L, 2L, 1L);
        assertThat(bench.count("shadow.dropped")).isEqualTo(1);
        assertThat(bench.count("shadow.failed")).isEqualTo(2);
        assertThat(bench.count("shadow.unrecorded")).isEqualTo(1);
    }
}
