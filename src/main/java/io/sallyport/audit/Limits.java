package io.sallyport.audit;

import java.time.Duration;

/// Bounds of a log.
///
/// @param segmentLength bytes of a segment
/// @param queueBytes bytes that may wait to be written
/// @param deadline how long an append may take
record Limits(long segmentLength, long queueBytes, Duration deadline) {

    static final int BATCH_ENTRIES = 512;
    static final int ENTRY_BYTES = 65_535;
    static final int BODY_BYTES = 4 << 20;
    /// How long a request may stay open.
    static final Duration OPEN_FOR = Duration.ofMinutes(15);
    /// How long the log may be idle before a heartbeat.
    static final Duration IDLE = Duration.ofSeconds(30);
    /// How old the last durable append of a ready log may be.
    static final Duration READY = Duration.ofSeconds(60);

    private static final int BATCH_BYTES = 8 << 20;

    Limits {
        if (segmentLength < 8192 || segmentLength % 8 != 0) {
            throw new IllegalArgumentException(
                    "a segment has at least 8192 bytes and a multiple of 8, found " + segmentLength);
        }
    }

    /// Bytes of a batch and therefore of a single append; half a segment if that is less, so that it always fits.
    int batchBytes() {
        return (int) Math.min(BATCH_BYTES, segmentLength / 2);
    }

    /// Bytes the open requests may take in a head.
    long openBytes() {
        return Math.min(segmentLength / 4, FrameHeader.MAX_PAYLOAD / 2);
    }

    /// Below this, new requests are refused.
    long lowWater() {
        return 3 * segmentLength;
    }

    /// Above this, they are accepted again.
    long reopenWater() {
        return 6 * segmentLength;
    }
}
