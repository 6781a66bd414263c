package io.sallyport.inference;

import java.time.Duration;
import java.util.Optional;

/// A running answer. Closing it cancels the provider's work; closing twice is harmless.
public interface Generation extends AutoCloseable {

    /// The next piece, or nothing when none came within `wait`.
    ///
    /// @throws ProviderFault when the provider failed, was too slow or sent what its protocol does not allow
    Optional<Delta> next(Duration wait);

    @Override
    void close();
}
