package io.sallyport.audit;

import java.io.IOException;

/// The key encryption key: wraps the keys that are kept beside the log, and is never kept there itself. A port; a file
/// holds it today, a key management service may.
interface KeyEncryption {

    /// Wraps a key.
    ///
    /// @param bound what the key is for; it unwraps only together with that
    /// @throws IOException if it is out of reach
    byte[] wrap(byte[] key, byte[] bound) throws IOException;

    /// Gives a wrapped key back.
    ///
    /// @throws NotAuthentic if it was not wrapped by this key, or for something else
    /// @throws IOException if it is out of reach
    byte[] unwrap(byte[] wrapped, byte[] bound) throws IOException, NotAuthentic;

    /// Where it comes from, for messages: property and file.
    String source();
}
