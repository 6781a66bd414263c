package io.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.sallyport.document.AccessFilter;

/// The rules of one kind about documents, for both gates: a deny rule that is not definitely false denies, else an allow
/// rule that is true allows, else denied.
record DocumentStage(List<DocumentRule> rules) {

    DocumentStage {
        rules = List.copyOf(rules);
    }

    /// The first gate: definitely allowed, and every deny rule definitely false.
    AccessFilter filter(Bindings known) throws FilterBudget.FilterTooLarge {
        var allowed = new ArrayList<AccessFilter>();
        var notDenied = new ArrayList<AccessFilter>();
        for (var rule : rules) {
            var polar = rule.condition().fill(known);
            if (rule.rule().allows()) {
                allowed.add(polar.whenTrue());
            } else {
                notDenied.add(polar.whenFalse());
            }
        }
        return AccessFilter.and(AccessFilter.or(allowed), AccessFilter.and(notDenied));
    }

    /// The second gate: the rules that allow the document; none when it is denied.
    List<RuleReference> allowing(Map<String, Object> variables) {
        boolean denied = rules.stream()
                .map(DocumentRule::rule)
                .anyMatch(rule -> rule.denies() && rule.outcome(variables) != Outcome.FALSE);
        return denied
                ? List.of()
                : rules.stream()
                        .map(DocumentRule::rule)
                        .filter(rule -> rule.allows() && rule.outcome(variables) == Outcome.TRUE)
                        .map(Rule::reference)
                        .toList();
    }

    /// The rule that denies the document: one that is true, else one in error; absent when none does.
    Optional<RuleReference> denying(Map<String, Object> variables) {
        return Stream.of(Outcome.TRUE, Outcome.ERROR)
                .flatMap(outcome -> rules.stream()
                        .map(DocumentRule::rule)
                        .filter(rule -> rule.denies() && rule.outcome(variables) == outcome))
                .map(Rule::reference)
                .findFirst();
    }
}
