package io.sallyport.inference;

import java.util.Optional;

/// A whole answer.
///
/// @param finish why the model stopped, in the provider's word
public record Completion(String text, String finish, Optional<Usage> usage) {}
