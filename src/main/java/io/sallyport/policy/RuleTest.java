package io.sallyport.policy;

import java.util.Map;
import java.util.Set;

/// A part of a rule between `&&`, `||`, `!` and `? :`, with what it takes to know all it can come to.
///
/// @param text       the part as CEL writes it; tests of equal text are equal
/// @param part       the part, ready to evaluate
/// @param reads      the fields it reads
/// @param understood whether its outcome follows from comparing its fields with each other and with the literals, so that
///                   finitely many values of each field show every outcome
/// @param literals   text, whole numbers, doubles and timestamps it compares with
/// @param prefixes   literals of `startsWith`
record RuleTest(
        String text,
        Expression part,
        Set<FieldReference> reads,
        boolean understood,
        Set<Object> literals,
        Set<String> prefixes) {

    RuleTest {
        reads = Set.copyOf(reads);
        literals = Set.copyOf(literals);
        prefixes = Set.copyOf(prefixes);
    }

    Outcome outcome(Map<String, Object> variables) {
        return part.outcome(variables);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RuleTest test && test.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
