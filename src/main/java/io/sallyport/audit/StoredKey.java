package io.sallyport.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// A key file: the wrapped key, and a note sealed under the key itself.
/// ```
///  0     magic "SPK1", key id (16)
/// 20 u16 length of the wrapped key, wrapped key
///        note: nonce (12), ciphertext, tag (16)
/// ```
///
/// @param id of the key, hex digits
/// @param wrapped the key as the [KeyEncryption] wrapped it
/// @param note sealed
record StoredKey(String id, byte[] wrapped, byte[] note) {

    private static final byte[] MAGIC = "SPK1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = MAGIC.length + BodyKey.ID_BYTES + Short.BYTES;

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD + wrapped.length + note.length).put(MAGIC)
                .put(HexFormat.of().parseHex(id)).putShort((short) wrapped.length).put(wrapped).put(note)
                .array();
    }

    /// @throws NotAuthentic if these bytes are no key file
    static StoredKey parse(byte[] file) throws NotAuthentic {
        if (file.length < HEAD || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new NotAuthentic("not a key file");
        }
        int length = ByteBuffer.wrap(file).getShort(HEAD - Short.BYTES) & 0xFFFF;
        if (file.length < HEAD + length) {
            throw new NotAuthentic("a key file that ends too early");
        }
        return new StoredKey(BodyKey.id(file, MAGIC.length), Arrays.copyOfRange(file, HEAD, HEAD + length),
                Arrays.copyOfRange(file, HEAD + length, file.length));
    }
}
