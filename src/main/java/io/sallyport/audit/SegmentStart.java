package io.sallyport.audit;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Turns the prepared segment into the active one: the head is durable before the segment has its name, so a named
/// segment always begins with a whole head.
final class SegmentStart {

    private SegmentStart() {}

    static TapeEnd write(Disk disk, Head head, long batch) throws IOException {
        byte[] payload = head.payload();
        int bytes = FrameHeader.frameBytes(payload.length);
        ByteBuffer frame = ByteBuffer.allocateDirect(bytes);
        Frame.put(frame, FrameKind.HEAD, true, batch, head.size(), payload);
        try (SegmentFile file = disk.open(Layout.NEXT)) {
            file.writeFully(frame.flip(), 0);
            file.force(false);
        }
        disk.move(Layout.NEXT, Layout.segment(head.size()));
        disk.forceDirectory(Layout.SEGMENTS);
        return new TapeEnd(head.segment(), head.size(), head.length(), bytes, batch, head.size(), head.previous());
    }
}
