package io.sallyport.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one rule came to.
///
/// @param effect  absent for an obligation
/// @param reason  as the rule states it
/// @param outcome of the whole expression; an error in a deny rule denies, in an allow rule does not allow, in an
///                obligation refuses the request
/// @param leaves  the parts between `&&`, `||`, `!` and `? :`, each evaluated by itself, also where the rule was
///                decided without it
public record RuleOutcome(
        RuleReference rule,
        RuleStage stage,
        Optional<Effect> effect,
        String reason,
        Outcome outcome,
        List<ExpressionValue> leaves) {

    public RuleOutcome {
        leaves = List.copyOf(leaves);
    }

    static RuleOutcome of(RuleStage stage, Rule rule, Map<String, Object> variables) {
        return new RuleOutcome(
                rule.reference(),
                stage,
                Optional.of(rule.effect()),
                rule.reason(),
                rule.outcome(variables),
                Leaves.of(rule.when(), variables));
    }

    boolean allows() {
        return effect.filter(Effect.ALLOW::equals).isPresent() && outcome == Outcome.TRUE;
    }

    boolean denies() {
        return effect.filter(Effect.DENY::equals).isPresent() && outcome != Outcome.FALSE;
    }
}
