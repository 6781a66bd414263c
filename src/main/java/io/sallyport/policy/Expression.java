package io.sallyport.policy;

import java.util.Map;
import java.util.Optional;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

/// A planned CEL expression. Evaluation never throws; what goes wrong is an absent value.
///
/// @param tree     what was planned
/// @param language what it was planned with
record Expression(Program program, CelAbstractSyntaxTree tree, RuleLanguage language) {

    /// A part of it, ready to evaluate by itself.
    Expression part(CelExpr part) {
        return language.plan(tree, part);
    }

    /// The value, absent on any error.
    Optional<Object> value(Map<String, Object> variables) {
        try {
            return Optional.ofNullable(program.eval(new Lookup(variables)));
        } catch (CelEvaluationException | RuntimeException error) {
            return Optional.empty();
        }
    }

    /// The truth of a boolean expression.
    Outcome outcome(Map<String, Object> variables) {
        Object value = value(variables).orElse(Outcome.ERROR);
        if (Boolean.TRUE.equals(value)) {
            return Outcome.TRUE;
        }
        return Boolean.FALSE.equals(value) ? Outcome.FALSE : Outcome.ERROR;
    }
}
