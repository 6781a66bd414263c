package io.sallyport.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

import io.sallyport.policy.Explanation;
import io.sallyport.policy.ExpressionValue;
import io.sallyport.policy.PolicyDifference;
import io.sallyport.policy.PolicyFinding;
import io.sallyport.policy.PolicySet;
import io.sallyport.policy.PolicyWitness;
import io.sallyport.policy.Problem;
import io.sallyport.policy.RuleOutcome;
import io.sallyport.policy.Ruling;

/// What commands print for people.
final class Texts {

    private Texts() {}

    static void problems(PrintWriter out, List<Problem> problems) {
        problems.forEach(out::println);
        out.println(count(problems.size(), "problem"));
    }

    static void checked(PrintWriter out, Path folder, PolicySet bundle, List<PolicyFinding> findings) {
        findings.forEach(finding -> out.println("warning: " + finding));
        out.printf("%s: %s, %s, %s, revision %s%n", folder, count(bundle.files().size(), "file"),
                count(bundle.coverage().rules(), "rule"), count(bundle.coverage().cases(), "test case"),
                bundle.revision().value());
    }

    static void tested(PrintWriter out, PolicySet bundle) {
        var coverage = bundle.coverage();
        coverage.neverTrue().forEach(rule -> out.println("never true in any test: " + rule));
        out.printf("%s hold, %d of %s are true in one%n", count(coverage.cases(), "case"),
                coverage.rules() - coverage.neverTrue().size(), count(coverage.rules(), "rule"));
    }

    static void explained(PrintWriter out, Explanation explanation) {
        ruling(out, "request", explanation.request());
        explanation.document().ifPresent(document -> ruling(out, "document", document));
        explanation.rules().forEach(rule -> outcome(out, rule));
        explanation.obligations()
                .filter(obligations -> !obligations.rules().isEmpty())
                .ifPresent(obligations -> out.println("obligations: " + String.join(" ",
                        obligations.applied().stream().map(Object::toString).toList())));
        out.println("revision " + explanation.revision().value());
    }

    private static void ruling(PrintWriter out, String what, Ruling ruling) {
        out.printf("%s: %s%s: %s%n", what, ruling.allowed() ? "allowed" : "denied", ruling.rules().isEmpty()
                ? ""
                : " by " + String.join(", ", ruling.rules().stream().map(Object::toString).toList()), ruling.reason());
    }

    private static void outcome(PrintWriter out, RuleOutcome rule) {
        out.printf("  %-5s %s %s%n", word(rule), rule.stage().word(), rule.rule());
        rule.leaves()
                .forEach(leaf -> out.printf("          %s is %s%s%n", leaf.expression(), value(leaf), reads(leaf)));
    }

    private static String word(RuleOutcome rule) {
        return switch (rule.outcome()) {
            case TRUE -> "true";
            case FALSE -> "false";
            case ERROR -> "error";
        };
    }

    private static String reads(ExpressionValue leaf) {
        return leaf.reads().isEmpty()
                ? ""
                : " (" + String.join(", ",
                        leaf.reads().stream().map(read -> read.expression() + " = " + value(read)).toList()) + ")";
    }

    private static String value(ExpressionValue leaf) {
        return leaf.value().map(Object::toString).orElse("an error, or missing");
    }

    static void compared(PrintWriter out, PolicyDifference difference) {
        for (var change : difference.changes()) {
            out.printf("%s %s%n", change.kind().name().toLowerCase(java.util.Locale.ROOT), change.what());
            change.witness().ifPresent(witness -> witness(out, witness));
        }
        out.println(verdict(difference));
    }

    private static String verdict(PolicyDifference difference) {
        if (difference.changes().isEmpty()) {
            return "no rule, model or word differs";
        }
        return difference.isShown()
                ? "decisions differ: " + String.join(", ",
                        difference.witnesses().stream().map(witness -> witness.change().words()).toList())
                : "no difference in decisions found within %,d tries".formatted(difference.tries());
    }

    private static void witness(PrintWriter out, PolicyWitness witness) {
        out.printf("  %s, for example with%n", witness.change().words());
        witness.values().forEach((field, value) -> out.printf("    %s = %s%n", field, value));
        out.printf("    before: %s%n    after:  %s%n", witness.before(), witness.after());
    }

    static String count(int number, String what) {
        return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}
