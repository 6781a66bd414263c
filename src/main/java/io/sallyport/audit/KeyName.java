package io.sallyport.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Which key a body was sealed under.
///
/// @param owner a subject, or empty for the log itself
/// @param id the key, as hex digits: an owner whose key was destroyed may get another one
record KeyName(Optional<SubjectReference> owner, String id) {

    private static final int REFERENCE = 26;

    /// Length in bytes.
    static final int BYTES = REFERENCE + BodyKey.ID_BYTES;

    /// The reference as text, zeros for the log, then the id.
    void put(ByteBuffer out) {
        byte[] reference = owner.map(subject -> subject.value().getBytes(StandardCharsets.US_ASCII))
                .orElseGet(() -> new byte[REFERENCE]);
        out.put(reference).put(HexFormat.of().parseHex(id));
    }

    /// @throws NotAuthentic if no key can have that name
    static KeyName get(byte[] bytes, int at) throws NotAuthentic {
        String id = BodyKey.id(bytes, at + REFERENCE);
        String reference = new String(bytes, at, REFERENCE, StandardCharsets.ISO_8859_1);
        if (reference.equals("\0".repeat(REFERENCE))) {
            return new KeyName(Optional.empty(), id);
        }
        Optional<SubjectReference> owner = SubjectReference.parse(reference);
        if (owner.isEmpty()) {
            throw new NotAuthentic("no key has such a name");
        }
        return new KeyName(owner, id);
    }
}
