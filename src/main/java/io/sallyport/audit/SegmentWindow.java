package io.sallyport.audit;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads a segment through a buffer, so that walking from frame to frame costs few reads. One thread at a time.
final class SegmentWindow {

    private static final int BYTES = 256 << 10;

    private final SegmentFile file;
    private final ByteBuffer buffer;
    private long start;

    SegmentWindow(SegmentFile file) throws IOException {
        this.file = file;
        this.buffer = ByteBuffer.allocate((int) Math.min(BYTES, file.length())).limit(0);
    }

    /// The bytes from an offset on; fewer than asked for only where the file ends.
    ByteBuffer bytes(long offset, int length) throws IOException {
        if (length > buffer.capacity()) {
            return fill(ByteBuffer.allocate(length), offset);
        }
        if (offset < start || offset + length > start + buffer.limit()) {
            start = offset;
            fill(buffer.clear(), offset);
        }
        int from = (int) (offset - start);
        return buffer.slice(from, Math.min(length, buffer.limit() - from));
    }

    private ByteBuffer fill(ByteBuffer into, long offset) throws IOException {
        while (into.hasRemaining() && file.read(into, offset + into.position()) > 0) {
            continue;
        }
        return into.flip();
    }

    /// Offset behind the last byte that is not zero, at least `from`.
    long endOfData(long from, long length) throws IOException {
        for (long end = length; end > from; end = Math.max(from, end - BYTES)) {
            long chunk = Math.max(from, end - BYTES);
            ByteBuffer bytes = bytes(chunk, (int) (end - chunk));
            for (int at = bytes.limit() - 1; at >= 0; at--) {
                if (bytes.get(at) != 0) {
                    return chunk + at + 1;
                }
            }
        }
        return from;
    }
}
