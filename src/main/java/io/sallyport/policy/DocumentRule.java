package io.sallyport.policy;

/// A retrieval or model rule: the original expression for the second gate, its translation for the first.
record DocumentRule(Rule rule, Condition condition) {}
