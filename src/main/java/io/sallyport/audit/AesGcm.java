package io.sallyport.audit;

import java.security.GeneralSecurityException;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM. A box is the nonce (12 bytes), the ciphertext and the tag (16 bytes); it opens only together with the
/// bytes it was bound to.
final class AesGcm {

    static final int KEY = 32;
    static final int NONCE = 12;
    static final int OVERHEAD = NONCE + 16;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private AesGcm() {}

    static SecretKey key(byte[] secret) {
        if (secret.length != KEY) {
            throw new IllegalArgumentException("a key has " + KEY + " bytes, found " + secret.length);
        }
        return new SecretKeySpec(secret, "AES");
    }

    /// Writes the box of `text` into `out` at an offset. The nonce must be there already, and used for nothing else
    /// under this key.
    static void seal(SecretKey key, byte[] text, byte[] bound, byte[] out, int at) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, out, at, NONCE));
            cipher.updateAAD(bound);
            cipher.doFinal(text, 0, text.length, out, at + NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot seal with " + CIPHER, e);
        }
    }

    /// Opens the box of so many bytes at an offset.
    ///
    /// @throws NotAuthentic if it was changed, is bound to something else, or the key is another
    static byte[] open(SecretKey key, byte[] bound, byte[] box, int at, int length) throws NotAuthentic {
        if (length < OVERHEAD) {
            throw new NotAuthentic("a box has at least " + OVERHEAD + " bytes, found " + length);
        }
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, box, at, NONCE));
            cipher.updateAAD(bound);
            return cipher.doFinal(box, at + NONCE, length - NONCE);
        } catch (AEADBadTagException e) {
            throw new NotAuthentic("changed, bound to something else, or sealed under another key");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot open " + CIPHER, e);
        }
    }
}
