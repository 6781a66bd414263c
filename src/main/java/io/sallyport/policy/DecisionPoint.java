package io.sallyport.policy;

import java.util.concurrent.atomic.AtomicReference;

/// Holds the policy bundle in force. A request takes [#current] once and uses that bundle to its end.
public final class DecisionPoint {

    private final AtomicReference<PolicySet> current;

    /// Starts with a bundle; there is no state without one.
    public DecisionPoint(PolicySet first) {
        this.current = new AtomicReference<>(first);
    }

    /// The bundle in force.
    public PolicySet current() {
        return current.get();
    }

    /// Puts another bundle in force: every later [#current] has it.
    void replace(PolicySet next) {
        current.set(next);
    }
}
