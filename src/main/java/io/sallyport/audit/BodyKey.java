package io.sallyport.audit;

import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.SecretKey;

/// An unwrapped key that bodies are sealed under.
///
/// @param id tells it from another key of the same owner, 16 random bytes as hex digits
/// @param owner the subject it belongs to; empty for the key of the log itself
/// @param key the key
/// @param identity who the owner is, if that was known when the key was made
record BodyKey(String id, Optional<SubjectReference> owner, SecretKey key, Optional<SubjectIdentity> identity) {

    static final int ID_BYTES = 16;

    /// How a sealed body names this key.
    KeyName name() {
        return new KeyName(owner, id);
    }

    static String id(byte[] bytes, int at) {
        return HexFormat.of().formatHex(bytes, at, at + ID_BYTES);
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
