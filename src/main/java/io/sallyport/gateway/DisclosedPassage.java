package io.sallyport.gateway;

import io.sallyport.document.Citation;

/// A permitted passage as the caller gets it.
///
/// @param citation where it comes from, redacted
/// @param text     its text, redacted as obliged
/// @param score    1 for the best, falling with the rank; nothing else is in it, since term statistics leak
public record DisclosedPassage(Citation citation, String text, double score) {}
