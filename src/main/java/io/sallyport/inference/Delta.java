package io.sallyport.inference;

import java.util.Optional;

/// A piece of a streamed answer.
public sealed interface Delta {

    /// More text; never empty.
    record Text(String text) implements Delta {}

    /// The model stopped by itself; nothing follows.
    record Finished(String reason, Optional<Usage> usage) implements Delta {}
}
