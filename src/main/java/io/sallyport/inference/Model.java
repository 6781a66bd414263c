package io.sallyport.inference;

/// A model that can be called, and where its text goes.
///
/// @param id       its name for callers and policies
/// @param provider the configured provider that serves it
/// @param name     its name at that provider
/// @param host     the host the text goes to
public record Model(String id, String provider, String name, String host) {}
