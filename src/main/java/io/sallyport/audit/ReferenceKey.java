package io.sallyport.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Computes subject references. It is a key of its own and not derived from the [KeyEncryption]: that one changes when
/// keys are rotated or destroyed, and a person must still be found.
final class ReferenceKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;
    private final String source;

    /// @param secret 32 random bytes
    /// @param source property and file it was read from, for messages
    ReferenceKey(byte[] secret, String source) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.source = source;
    }

    /// HMAC-SHA-256(key, issuer || 00 || id), the first 128 bits.
    SubjectReference reference(SubjectIdentity identity) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(identity.issuer().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return SubjectReference.of(mac.doFinal(identity.id().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    String source() {
        return source;
    }
}
