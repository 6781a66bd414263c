package io.sallyport.policy;

import java.util.ArrayList;
import java.util.List;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelUnparserFactory;

/// A rule taken apart: its tests, and how they make up its truth.
record RuleForm(List<RuleTest> tests, Formula formula) {

    RuleForm {
        tests = List.copyOf(tests);
    }

    static RuleForm of(Expression rule, Vocabulary vocabulary) {
        var tests = new ArrayList<RuleTest>();
        var formula = formula(rule, rule.tree().getExpr(), vocabulary, tests);
        return new RuleForm(tests, formula);
    }

    private static Formula formula(Expression rule, CelExpr part, Vocabulary vocabulary, List<RuleTest> tests) {
        if (part.getKind() == Kind.CALL) {
            var parts = part.call().args();
            switch (part.call().function()) {
                case "!_" -> {
                    return new Formula.Not(formula(rule, parts.getFirst(), vocabulary, tests));
                }
                case "_&&_" -> {
                    return new Formula.Junction(Outcome.FALSE, formulas(rule, parts, vocabulary, tests));
                }
                case "_||_" -> {
                    return new Formula.Junction(Outcome.TRUE, formulas(rule, parts, vocabulary, tests));
                }
                case "_?_:_" -> {
                    var three = formulas(rule, parts, vocabulary, tests);
                    return new Formula.Choice(three.get(0), three.get(1), three.get(2));
                }
                default -> {
                }
            }
        }
        return test(rule, part, vocabulary, tests);
    }

    private static List<Formula> formulas(
            Expression rule,
            List<CelExpr> parts,
            Vocabulary vocabulary,
            List<RuleTest> tests) {
        return parts.stream().map(part -> formula(rule, part, vocabulary, tests)).toList();
    }

    private static Formula test(Expression rule, CelExpr part, Vocabulary vocabulary, List<RuleTest> tests) {
        var text = CelUnparserFactory.newUnparser()
                .unparse(CelAbstractSyntaxTree.newParsedAst(part, rule.tree().getSource()));
        var test = new RuleTestReader(rule.tree(), vocabulary).read(text, rule.part(part), part);
        int known = tests.indexOf(test);
        if (known < 0) {
            tests.add(test);
        }
        return new Formula.Test(known < 0 ? tests.size() - 1 : known);
    }
}
