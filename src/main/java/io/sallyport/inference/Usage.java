package io.sallyport.inference;

/// What a call cost, as the provider counts it.
///
/// @param input  tokens of the prompt
/// @param output tokens of the answer
public record Usage(long input, long output) {}
