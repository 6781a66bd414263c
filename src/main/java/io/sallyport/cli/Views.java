package io.sallyport.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.policy.Explanation;
import io.sallyport.policy.ExpressionValue;
import io.sallyport.policy.PolicyChange;
import io.sallyport.policy.PolicyDifference;
import io.sallyport.policy.PolicyFinding;
import io.sallyport.policy.PolicySet;
import io.sallyport.policy.PolicyWitness;
import io.sallyport.policy.Problem;
import io.sallyport.policy.RuleOutcome;
import io.sallyport.policy.RuleReference;
import io.sallyport.policy.Ruling;

/// What commands print for programs.
final class Views {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Views() {}

    static String json(Object view) {
        return JSON.writeValueAsString(view);
    }

    static Map<String, Object> problems(List<Problem> problems) {
        return Map.of("problems", problems.stream().map(Views::problem).toList());
    }

    private static Map<String, Object> problem(Problem problem) {
        return object("file", problem.file(), "line", problem.line(), "column", problem.column(), "path",
                problem.path(), "message", problem.message());
    }

    static Map<String, Object> checked(PolicySet bundle, List<PolicyFinding> findings) {
        return object("revision", bundle.revision().value(), "files", bundle.files().size(), "rules",
                bundle.coverage().rules(), "cases", bundle.coverage().cases(), "problems", List.of(), "findings",
                findings.stream().map(Views::finding).toList());
    }

    private static Map<String, Object> finding(PolicyFinding finding) {
        var view = object("kind", word(finding.kind()), "rule", finding.rule().toString(), "message",
                finding.kind().words());
        finding.by().ifPresent(rule -> view.put("by", rule.toString()));
        return view;
    }

    static Map<String, Object> tested(PolicySet bundle) {
        var coverage = bundle.coverage();
        return object("revision", bundle.revision().value(), "cases", coverage.cases(), "rules", coverage.rules(),
                "neverTrue", names(coverage.neverTrue()), "problems", List.of());
    }

    static Map<String, Object> explained(Explanation explanation) {
        var view = object("revision", explanation.revision().value(), "request", ruling(explanation.request()),
                "hidden", explanation.hidden());
        explanation.document().ifPresent(document -> view.put("document", ruling(document)));
        explanation.inFilter().ifPresent(found -> view.put("inFilter", found));
        view.put("rules", explanation.rules().stream().map(Views::outcome).toList());
        explanation.obligations().ifPresent(obligations -> view.put("obligations",
                object("rules", names(obligations.rules()), "applied",
                        obligations.applied().stream().map(Object::toString).toList())));
        return view;
    }

    private static Map<String, Object> ruling(Ruling ruling) {
        return object("allowed", ruling.allowed(), "rules", names(ruling.rules()), "reason", ruling.reason());
    }

    private static Map<String, Object> outcome(RuleOutcome rule) {
        var view = object("rule", rule.rule().toString(), "stage", rule.stage().word(), "outcome",
                word(rule.outcome()), "reason", rule.reason(), "leaves",
                rule.leaves().stream().map(Views::value).toList());
        rule.effect().ifPresent(effect -> view.put("effect", effect.word()));
        return view;
    }

    private static Map<String, Object> value(ExpressionValue value) {
        var view = object("expression", value.expression());
        value.value().ifPresentOrElse(known -> view.put("value", known), () -> view.put("error", true));
        if (!value.reads().isEmpty()) {
            view.put("reads", value.reads().stream().map(Views::value).toList());
        }
        return view;
    }

    static Map<String, Object> compared(PolicyDifference difference) {
        return object("before", difference.before().value(), "after", difference.after().value(), "changes",
                difference.changes().stream().map(Views::change).toList(), "witnesses",
                difference.witnesses().stream().map(Views::witness).toList(), "tries", difference.tries());
    }

    private static Map<String, Object> change(PolicyChange change) {
        var view = object("what", change.what(), "kind", word(change.kind()));
        Optional<PolicyWitness> witness = change.witness();
        witness.ifPresent(known -> view.put("witness", witness(known)));
        return view;
    }

    private static Map<String, Object> witness(PolicyWitness witness) {
        return object("change", word(witness.change()), "values", witness.values(), "before", witness.before(), "after",
                witness.after());
    }

    private static List<String> names(List<RuleReference> rules) {
        return rules.stream().map(RuleReference::toString).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> object(Object... entries) {
        var object = new LinkedHashMap<String, Object>();
        for (int place = 0; place < entries.length; place += 2) {
            object.put((String) entries[place], entries[place + 1]);
        }
        return object;
    }
}
