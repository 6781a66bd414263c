package io.sallyport.policy;

import java.util.Map;

/// A rule as it decides in process.
///
/// @param reason    shown to whom it refuses
/// @param readsModelwhether the expression reads `model`, so that its outcome could give a model away
record Rule(RuleReference reference, Effect effect, String reason, Expression when, boolean readsModel) {

    Outcome outcome(Map<String, Object> variables) {
        return when.outcome(variables);
    }

    boolean allows() {
        return effect == Effect.ALLOW;
    }

    boolean denies() {
        return effect == Effect.DENY;
    }
}
