package io.sallyport.audit;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The 32 bytes before a payload, big-endian: magic, kind, flags, zero, batch, position, length, CRC.
///
/// @param length length of the payload in bytes, without padding
/// @param crc CRC-32C of the first 28 bytes and the payload
record FrameHeader(FrameKind kind, boolean last, long batch, long position, int length, int crc) {

    static final int BYTES = 32;
    static final int CHECKED_BYTES = 28;
    static final int MAGIC = 0xFF535041;
    static final int MAX_PAYLOAD = 64 << 20;
    private static final int LAST = 1;

    /// Length of the payload with its padding to a multiple of 8.
    int paddedLength() {
        return padded(length);
    }

    /// Bytes of the whole frame.
    int frameBytes() {
        return BYTES + paddedLength();
    }

    static int frameBytes(int payloadLength) {
        return BYTES + padded(payloadLength);
    }

    private static int padded(int length) {
        return (length + 7) & ~7;
    }

    /// Puts all but the CRC.
    static void put(ByteBuffer out, FrameKind kind, boolean last, long batch, long position, int length) {
        out.putInt(MAGIC).put(kind.number()).put((byte) (last ? LAST : 0)).putShort((short) 0);
        out.putLong(batch).putLong(position).putInt(length);
    }

    /// Reads the header at the start of the buffer; empty if these bytes cannot be one.
    static Optional<FrameHeader> parse(ByteBuffer bytes) {
        if (bytes.remaining() < BYTES || bytes.getInt(0) != MAGIC || (bytes.get(5) & ~LAST) != 0
                || bytes.getShort(6) != 0) {
            return Optional.empty();
        }
        int length = bytes.getInt(24);
        if (length < 0 || length > MAX_PAYLOAD) {
            return Optional.empty();
        }
        return FrameKind.of(bytes.get(4)).map(kind -> new FrameHeader(kind, bytes.get(5) == LAST, bytes.getLong(8),
                bytes.getLong(16), length, bytes.getInt(28)));
    }
}
