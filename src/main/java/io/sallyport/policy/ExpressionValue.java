package io.sallyport.policy;

import java.util.List;
import java.util.Optional;

/// A part of a rule and what it came to. May hold values of claims and attributes: for policy admins, never for callers.
///
/// @param expression the part, as CEL writes it
/// @param value      Boolean, Long, Double, String, or a list of these, long ones cut; absent when evaluating it errs
/// @param reads      the fields the part reads, with their values
public record ExpressionValue(String expression, Optional<Object> value, List<ExpressionValue> reads) {

    public ExpressionValue {
        reads = List.copyOf(reads);
    }
}
