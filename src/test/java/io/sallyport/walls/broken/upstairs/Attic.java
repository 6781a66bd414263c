package io.sallyport.walls.broken.upstairs;

/// What the lower room must not use.
public record Attic(String content) {}
