package io.sallyport.audit;

import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file of the log. An interrupt of a thread that is in one of these methods may close the file for all, so
/// only the writer's own thread may use the file it writes.
interface SegmentFile extends AutoCloseable {

    /// Writes some of the remaining bytes at an offset and tells how many.
    int write(ByteBuffer bytes, long offset) throws IOException;

    /// Reads at an offset; -1 at or behind the end.
    int read(ByteBuffer into, long offset) throws IOException;

    /// Returns once the content, and with `metadata` the length, survive a power cut. Never to be retried.
    void force(boolean metadata) throws IOException;

    long length() throws IOException;

    @Override
    void close() throws IOException;

    /// Writes all remaining bytes at an offset.
    default void writeFully(ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            int written = write(bytes, at);
            if (written <= 0) {
                throw new IOException(
                        "nothing was written at offset " + at + ", expected " + bytes.remaining() + " bytes");
            }
            at += written;
        }
    }

    /// Fills the range with zeros.
    default void writeZeros(long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(1 << 20, Math.max(0, to - from)));
        for (long at = from; at < to; at += zeros.capacity()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
            writeFully(zeros, at);
        }
    }
}
