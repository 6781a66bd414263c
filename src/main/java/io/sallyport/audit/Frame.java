package io.sallyport.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A whole, undamaged frame.
final class Frame {

    private final FrameHeader header;
    private final byte[] payload;

    private Frame(FrameHeader header, byte[] payload) {
        this.header = header;
        this.payload = payload;
    }

    FrameHeader header() {
        return header;
    }

    /// The payload; not to be changed.
    byte[] payload() {
        return payload;
    }

    /// Appends a frame to the buffer, padding included.
    static void put(ByteBuffer out, FrameKind kind, boolean last, long batch, long position, byte[] payload) {
        int start = out.position();
        FrameHeader.put(out, kind, last, batch, position, payload.length);
        out.putInt(crc(out.slice(start, FrameHeader.CHECKED_BYTES), ByteBuffer.wrap(payload)));
        out.put(payload);
        while ((out.position() - start) % 8 != 0) {
            out.put((byte) 0);
        }
    }

    /// Reads the frame at an offset; empty if it is damaged, not there, or reaches beyond `end`.
    static Optional<Frame> read(SegmentWindow window, long offset, long end) throws IOException {
        Optional<FrameHeader> parsed = FrameHeader.parse(window.bytes(offset, FrameHeader.BYTES));
        if (parsed.isEmpty() || offset + parsed.get().frameBytes() > end) {
            return Optional.empty();
        }
        FrameHeader header = parsed.get();
        ByteBuffer frame = window.bytes(offset, header.frameBytes());
        if (frame.remaining() < header.frameBytes() || !padded(frame, header)) {
            return Optional.empty();
        }
        ByteBuffer payload = frame.slice(FrameHeader.BYTES, header.length());
        if (crc(frame.slice(0, FrameHeader.CHECKED_BYTES), payload.duplicate()) != header.crc()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[header.length()];
        payload.get(bytes);
        return Optional.of(new Frame(header, bytes));
    }

    private static boolean padded(ByteBuffer frame, FrameHeader header) {
        for (int at = FrameHeader.BYTES + header.length(); at < header.frameBytes(); at++) {
            if (frame.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int crc(ByteBuffer head, ByteBuffer payload) {
        CRC32C crc = new CRC32C();
        crc.update(head);
        crc.update(payload);
        return (int) crc.getValue();
    }
}
