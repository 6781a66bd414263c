package io.sallyport.policy;

import java.util.Map;
import java.util.Optional;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

/// A planned CEL expression. Evaluation never throws; what goes wrong is an absent value.
record Expression(Program program) {

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
