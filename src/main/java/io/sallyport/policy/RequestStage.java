package io.sallyport.policy;

import static java.util.function.Predicate.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The first stage: may this subject ask this, before any document.
///
/// Rules that read the model come last, and whatever they refuse looks like an undeclared model: from outside nobody
/// can tell a model that does not exist from one that is not theirs.
record RequestStage(List<Rule> rules) {

    static final String NOT_ALLOWED = "No rule allows this request.";

    RequestStage {
        rules = List.copyOf(rules);
    }

    /// What the stage says.
    sealed interface Verdict {

        /// These rules allow.
        record Allowed(List<RuleReference> rules) implements Verdict {}

        /// Refused, by a rule or because none allows.
        ///
        /// @param byModel whether the model made the difference
        record Refused(Optional<RuleReference> rule, String reason, boolean byModel) implements Verdict {}
    }

    /// @param variables subject, request and level
    /// @param model     the declared model, absent when the asked one is not declared
    Verdict decide(Map<String, Object> variables, Optional<DeclaredModel> model) {
        var refusal = refusal(not(Rule::readsModel), variables, false);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var allowed = allowed(not(Rule::readsModel), variables);
        if (allowed.isEmpty() && rules.stream().filter(Rule::allows).noneMatch(Rule::readsModel)) {
            return new Verdict.Refused(Optional.empty(), NOT_ALLOWED, false);
        }
        return model.map(declared -> decide(allowed, Variables.with(variables, declared)))
                .orElseGet(() -> new Verdict.Refused(Optional.empty(), "The model is not declared.", true));
    }

    private Verdict decide(List<RuleReference> allowed, Map<String, Object> variables) {
        var refusal = refusal(Rule::readsModel, variables, true);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var all = new ArrayList<>(allowed);
        all.addAll(allowed(Rule::readsModel, variables));
        return all.isEmpty() ? new Verdict.Refused(Optional.empty(), NOT_ALLOWED, true) : new Verdict.Allowed(all);
    }

    /// The deny rule to report: one that is true, else one in error.
    private Optional<Verdict> refusal(Predicate<Rule> some, Map<String, Object> variables, boolean byModel) {
        var outcomes = rules.stream()
                .filter(Rule::denies)
                .filter(some)
                .map(rule -> Map.entry(rule.outcome(variables), rule))
                .filter(entry -> entry.getKey() != Outcome.FALSE)
                .toList();
        return Stream.concat(
                outcomes.stream().filter(entry -> entry.getKey() == Outcome.TRUE),
                outcomes.stream())
                .findFirst()
                .map(Map.Entry::getValue)
                .map(rule -> new Verdict.Refused(Optional.of(rule.reference()), rule.reason(), byModel));
    }

    private List<RuleReference> allowed(Predicate<Rule> some, Map<String, Object> variables) {
        return rules.stream()
                .filter(Rule::allows)
                .filter(some)
                .filter(rule -> rule.outcome(variables) == Outcome.TRUE)
                .map(Rule::reference)
                .toList();
    }
}
