package io.sallyport.audit;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Where every 64th entry of one segment begins, learnt by reading it once, so that a page need not be searched for
/// from the start of the segment.
final class SegmentMarks {

    private static final int EVERY = 64;

    /// A run of entries.
    ///
    /// @param offset where the first begins
    /// @param first its position
    /// @param end position behind the last
    record Block(long offset, long first, long end) {}

    private final long first;
    private final NavigableMap<Long, Long> offsets = new TreeMap<>();
    private long offset;
    private long position;

    SegmentMarks(long first) {
        this.first = first;
        this.position = first;
    }

    /// The block that holds a position.
    ///
    /// @param size position behind the last entry of the segment that may be read
    synchronized Block block(SegmentWindow window, long wanted, long size) throws IOException {
        long behindNextMark = first + ((wanted - first) / EVERY + 1) * EVERY + 1;
        while (position < Math.min(size, behindNextMark)) {
            step(window);
        }
        Map.Entry<Long, Long> start = offsets.floorEntry(wanted);
        Map.Entry<Long, Long> next = offsets.higherEntry(wanted);
        if (start == null) {
            throw new IOException("no entry " + wanted + " in segment " + first);
        }
        return new Block(start.getValue(), start.getKey(), next == null ? size : Math.min(size, next.getKey()));
    }

    private void step(SegmentWindow window) throws IOException {
        Optional<FrameHeader> header = FrameHeader.parse(window.bytes(offset, FrameHeader.BYTES));
        if (header.isEmpty()) {
            throw new IOException("no frame at offset " + offset + " of segment " + first);
        }
        if (header.get().kind() == FrameKind.ENTRY) {
            if ((position - first) % EVERY == 0) {
                offsets.put(position, offset);
            }
            position++;
        }
        offset += header.get().frameBytes();
    }
}
