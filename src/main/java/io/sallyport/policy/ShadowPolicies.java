package io.sallyport.policy;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The candidate that decides beside the bundle in force. It is never in force: nothing but comparisons comes out of here.
public final class ShadowPolicies {

    private final boolean on;
    private final DecisionPoint decisions;
    private final ShadowMeters meters;
    private final Clock clock;
    private final AtomicReference<State> state = new AtomicReference<>(State.NONE);

    /// What the shadow folder holds.
    ///
    /// @param trial    the candidate and what became of it; absent when there is none
    /// @param rejected what does not load, and so is not compared
    public record State(Optional<ShadowTrial> trial, Optional<Rejection> rejected) {

        static final State NONE = new State(Optional.empty(), Optional.empty());
    }

    /// @param on whether a shadow folder is configured
    ShadowPolicies(boolean on, DecisionPoint decisions, ShadowMeters meters, Clock clock) {
        this.on = on;
        this.decisions = decisions;
        this.meters = meters;
        this.clock = clock;
        meters.show(this);
    }

    /// Whether a shadow folder is configured.
    public boolean isOn() {
        return on;
    }

    /// What is compared now, and what cannot be.
    public State state() {
        return state.get();
    }

    /// What a request under that bundle is compared with; absent when there is no candidate. When other policies have come
    /// into force it begins anew, so that what was found beside one bundle is not mixed with another's; a request that
    /// still runs under an earlier bundle is not compared.
    ///
    /// @param live the bundle that decides the request
    public Optional<ShadowTrial> trial(PolicySet live) {
        var now = state.get();
        if (now.trial().isEmpty() || now.trial().get().against().equals(live.revision())) {
            return now.trial();
        }
        if (!live.revision().equals(decisions.current().revision())) {
            return Optional.empty();
        }
        var next = now.trial().map(trial -> trial.against(live.revision(), clock.instant()));
        return state.compareAndSet(now, new State(next, now.rejected())) ? next : trial(live);
    }

    /// Tries another candidate.
    void begin(PolicySet candidate) {
        var trial = new ShadowTrial(candidate, decisions.current().revision(), clock.instant(), meters);
        state.set(new State(Optional.of(trial), Optional.empty()));
    }

    /// Tries nothing: what the folder holds does not load.
    void reject(PolicyFiles files, PolicyProblems problems) {
        state.set(new State(Optional.empty(), Optional.of(new Rejection(files, clock.instant(), problems.problems()))));
    }

    /// Tries nothing: the folder holds nothing.
    void end() {
        state.set(State.NONE);
    }
}
