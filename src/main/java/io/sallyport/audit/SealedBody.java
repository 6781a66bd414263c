package io.sallyport.audit;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.SecretKey;

/// A body as it is stored: sealed under a key used for nothing else, which is wrapped under the key of a subject or of
/// the log.
/// ```
///  0 u8  version 1
///  1     subject reference (26 characters; zeros: the log's own key), key id (16)
/// 43     wrapped key: nonce (12), ciphertext (32), tag (16)
/// 103    nonce (12), ciphertext, tag (16)
/// ```
/// Both boxes are bound to the first 43 bytes and to the [BodyPlace].
final class SealedBody {

    private static final byte VERSION = 1;
    private static final int HEAD = 1 + KeyName.BYTES;
    private static final int WRAPPED = AesGcm.KEY + AesGcm.OVERHEAD;

    /// What sealing adds to a text.
    static final int OVERHEAD = HEAD + WRAPPED + AesGcm.OVERHEAD;

    private SealedBody() {}

    static byte[] seal(BodyKey key, BodyPlace place, byte[] text, SecureRandom random) {
        byte[] body = new byte[OVERHEAD + text.length];
        key.name().put(ByteBuffer.wrap(body).put(VERSION));
        byte[] bound = bound(body, place);
        byte[] drawn = new byte[AesGcm.KEY + 2 * AesGcm.NONCE];
        random.nextBytes(drawn);
        byte[] secret = Arrays.copyOf(drawn, AesGcm.KEY);
        System.arraycopy(drawn, AesGcm.KEY, body, HEAD, AesGcm.NONCE);
        System.arraycopy(drawn, AesGcm.KEY + AesGcm.NONCE, body, HEAD + WRAPPED, AesGcm.NONCE);
        AesGcm.seal(key.key(), secret, bound, body, HEAD);
        AesGcm.seal(AesGcm.key(secret), text, bound, body, HEAD + WRAPPED);
        return body;
    }

    /// The key it was sealed under.
    ///
    /// @throws NotAuthentic if it is no sealed body
    static KeyName keyName(byte[] body) throws NotAuthentic {
        if (body.length < OVERHEAD || body[0] != VERSION) {
            throw new NotAuthentic("not a sealed body of version " + VERSION);
        }
        return KeyName.get(body, 1);
    }

    /// @throws NotAuthentic if it was changed, belongs elsewhere, or was sealed under another key
    static byte[] open(BodyKey key, BodyPlace place, byte[] body) throws NotAuthentic {
        if (!keyName(body).equals(key.name())) {
            throw new NotAuthentic("sealed under another key");
        }
        byte[] bound = bound(body, place);
        SecretKey own = AesGcm.key(AesGcm.open(key.key(), bound, body, HEAD, WRAPPED));
        return AesGcm.open(own, bound, body, HEAD + WRAPPED, body.length - HEAD - WRAPPED);
    }

    private static byte[] bound(byte[] body, BodyPlace place) {
        byte[] where = place.bytes();
        return ByteBuffer.allocate(HEAD + where.length).put(body, 0, HEAD).put(where).array();
    }
}
