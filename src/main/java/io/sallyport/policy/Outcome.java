package io.sallyport.policy;

/// What a rule's expression comes to. Whatever is neither true nor false is an error: a missing claim or field, a wrong
/// type, a division by zero.
public enum Outcome {
    TRUE, FALSE, ERROR
}
