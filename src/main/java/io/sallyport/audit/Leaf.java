package io.sallyport.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Leaf hash of an entry, SHA-256(00 || entry bytes) as in RFC 6962, so that the chain and a later tree agree.
///
/// @param hex 64 lower-case hex digits
record Leaf(String hex) {

    /// What the first entry names as its predecessor.
    static final Leaf NONE = new Leaf("0".repeat(64));

    Leaf {
        if (hex.length() != 64) {
            throw new IllegalArgumentException("a leaf hash has 64 hex digits, found " + hex.length());
        }
    }

    static Leaf of(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return new Leaf(HexFormat.of().formatHex(digest.digest(entry)));
    }

    static String sha256Hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
