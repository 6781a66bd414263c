package io.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.cel.common.ast.CelExpr.ExprKind.Kind;

/// Finds rules that cannot do what they seem to say. Sound and not complete: what is reported is certain, because every
/// combination of values that the tests of a rule can tell apart was tried; a rule that does more than comparing fields
/// with each other and with literals, or needs too many combinations, is not reported.
public final class PolicyFindings {

    private final Vocabulary vocabulary;
    private final List<PolicyFinding> findings = new ArrayList<>();

    private PolicyFindings(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// The findings of a bundle, in the order of its rules' names.
    public static List<PolicyFinding> of(PolicySet bundle) {
        var book = bundle.book();
        var search = new PolicyFindings(book.vocabulary());
        search.stage(book.request().rules());
        search.stage(book.retrieval().rules().stream().map(DocumentRule::rule).toList());
        search.stage(book.model().rules().stream().map(DocumentRule::rule).toList());
        book.obligations().forEach(rule -> search.truth(rule.reference(), rule.when(), false));
        return search.findings.stream()
                .sorted((one, other) -> one.rule().compareTo(other.rule()))
                .toList();
    }

    private void stage(List<Rule> rules) {
        var allows = new ArrayList<Rule>();
        for (var rule : rules) {
            boolean isDull = truth(rule.reference(), rule.when(), rule.denies());
            if (rule.allows() && !isDull) {
                allows.add(rule);
            }
        }
        var denies = rules.stream().filter(Rule::denies).filter(rule -> !isFound(rule)).toList();
        allows.forEach(allow -> denies.stream().filter(deny -> shadows(deny, allow)).findFirst().ifPresent(
                deny -> found(PolicyFinding.Kind.SHADOWED, allow.reference(), Optional.of(deny.reference()))));
    }

    private boolean isFound(Rule rule) {
        return findings.stream().anyMatch(finding -> finding.rule().equals(rule.reference()));
    }

    private void found(PolicyFinding.Kind kind, RuleReference rule, Optional<RuleReference> by) {
        findings.add(new PolicyFinding(kind, rule, by));
    }

    /// Whether the truth of a rule does not depend on anything, which is reported.
    private boolean truth(RuleReference reference, Expression rule, boolean denies) {
        var form = RuleForm.of(rule, vocabulary);
        var possible = Possibilities.of(vocabulary, form.tests());
        if (holds(possible.all(tests -> form.formula().outcome(tests) != Outcome.TRUE))) {
            boolean errs = holds(possible.all(tests -> form.formula().outcome(tests) == Outcome.ERROR));
            found(denies && errs ? PolicyFinding.Kind.DENIES_ALL : PolicyFinding.Kind.NEVER_TRUE, reference,
                    Optional.empty());
            return true;
        }
        if (holds(possible.all(tests -> form.formula().outcome(tests) == Outcome.TRUE))) {
            if (denies) {
                found(PolicyFinding.Kind.DENIES_ALL, reference, Optional.empty());
            } else if (rule.tree().getExpr().getKind() != Kind.CONSTANT) {
                found(PolicyFinding.Kind.ALWAYS_TRUE, reference, Optional.empty());
            }
        }
        return false;
    }

    /// Whether the deny rule is true or errs wherever the allow rule is true.
    private boolean shadows(Rule deny, Rule allow) {
        var one = RuleForm.of(allow.when(), vocabulary);
        var other = RuleForm.of(deny.when(), vocabulary);
        var tests = Stream.concat(one.tests().stream(), other.tests().stream()).distinct().toList();
        var places = other.tests().stream().mapToInt(tests::indexOf).toArray();
        return holds(Possibilities.of(vocabulary, tests).all(outcomes -> {
            if (one.formula().outcome(outcomes) != Outcome.TRUE) {
                return true;
            }
            var denying = new Outcome[places.length];
            for (int number = 0; number < places.length; number++) {
                denying[number] = outcomes[places[number]];
            }
            return other.formula().outcome(denying) != Outcome.FALSE;
        }));
    }

    private static boolean holds(Optional<Boolean> claim) {
        return claim.orElse(false);
    }
}
