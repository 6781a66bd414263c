package io.sallyport.walls.broken.downstairs;

import io.sallyport.walls.broken.upstairs.Attic;

/// Uses the upper room.
public record Cellar(Attic attic) {}
