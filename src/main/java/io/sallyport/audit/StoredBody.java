package io.sallyport.audit;

/// A body read back.
///
/// @param part wire name of the part
/// @param text its text
public record StoredBody(String part, String text) {}
