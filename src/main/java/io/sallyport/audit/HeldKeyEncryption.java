package io.sallyport.audit;

import java.security.SecureRandom;

import javax.crypto.SecretKey;

/// A key encryption key in the memory of this process, read from a file at start.
final class HeldKeyEncryption implements KeyEncryption {

    private final SecretKey key;
    private final String source;
    private final SecureRandom random = new SecureRandom();

    HeldKeyEncryption(byte[] secret, String source) {
        this.key = AesGcm.key(secret);
        this.source = source;
    }

    @Override
    public byte[] wrap(byte[] wrapped, byte[] bound) {
        byte[] box = new byte[wrapped.length + AesGcm.OVERHEAD];
        byte[] nonce = new byte[AesGcm.NONCE];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, box, 0, nonce.length);
        AesGcm.seal(key, wrapped, bound, box, 0);
        return box;
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] bound) throws NotAuthentic {
        return AesGcm.open(key, bound, wrapped, 0, wrapped.length);
    }

    @Override
    public String source() {
        return source;
    }
}
