package io.sallyport.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads the last segment fully, batch by batch. A batch counts once all of it is there; where that ends, it decides
/// what the rest is. Sectors of an unforced batch may have survived a power cut without those before them, so only a
/// readable frame of *another* batch behind the damage proves that the damaged batch had been forced.
final class SegmentScan {

    private final String segment;
    private final SegmentWindow window;
    private final OpenRequests open = new OpenRequests();
    private TapeEnd end;
    private long epoch;
    private long tornBytes;

    private SegmentScan(Heads.Located head, SegmentFile file) throws IOException {
        this.segment = head.name();
        this.window = new SegmentWindow(file);
        Head start = head.head();
        this.epoch = start.epoch();
        this.end = new TapeEnd(start.segment(), start.size(), start.length(), head.bytes(), head.batch(), start.size(),
                start.previous());
        open.restore(start.open());
    }

    /// @throws AuditStartRefused if the segment is corrupt
    static SegmentScan of(Disk disk, Heads.Located head) throws IOException {
        try (SegmentFile file = disk.openForReading(head.name())) {
            SegmentScan scan = new SegmentScan(head, file);
            scan.batches();
            scan.judgeTail();
            return scan;
        }
    }

    private void batches() throws IOException {
        for (Optional<List<Frame>> batch = batch(); batch.isPresent(); batch = batch()) {
            accept(batch.get());
        }
    }

    /// The frames of the next batch, empty if it is not all there.
    private Optional<List<Frame>> batch() throws IOException {
        List<Frame> frames = new ArrayList<>();
        long at = end.offset();
        while (frames.isEmpty() || !frames.getLast().header().last()) {
            Optional<Frame> frame = Frame.read(window, at, end.length());
            if (frame.isEmpty()) {
                return Optional.empty();
            }
            if (frame.get().header().batch() != end.batch() + 1) {
                throw AuditStartRefused.corrupt(segment + " offset " + at,
                        "batch " + frame.get().header().batch() + ", expected " + (end.batch() + 1));
            }
            frames.add(frame.get());
            at += frame.get().header().frameBytes();
        }
        return Optional.of(frames);
    }

    private void accept(List<Frame> frames) {
        long position = end.size();
        Leaf previous = end.previous();
        long bytes = 0;
        for (Frame frame : frames) {
            boolean isEntry = frame.header().kind() == FrameKind.ENTRY;
            long expected = isEntry ? position : position - 1;
            if (frame.header().kind() == FrameKind.HEAD || frame.header().position() != expected
                    || (bytes == 0 && !isEntry)) {
                throw unlinked("a frame of position " + frame.header().position() + ", expected " + expected);
            }
            if (isEntry) {
                link(frame.payload(), position, previous);
                previous = Leaf.of(frame.payload());
                position++;
            }
            bytes += frame.header().frameBytes();
        }
        end = end.after(bytes, position, previous);
    }

    private void link(byte[] entry, long position, Leaf previous) {
        byte[] expected = Encoded.chained(position, previous).getBytes(StandardCharsets.US_ASCII);
        if (entry.length <= expected.length
                || !Arrays.equals(entry, 0, expected.length, expected, 0, expected.length)) {
            throw unlinked(
                    "an entry that does not begin with position " + position + " and previous " + previous.hex());
        }
        try {
            replay(Json.read(entry), position);
        } catch (JacksonException | IllegalArgumentException e) {
            throw unlinked("an entry at position " + position + " that cannot be read");
        }
    }

    private void replay(JsonNode entry, long position) {
        long found = entry.required("epoch").asLong();
        if (found != epoch && found != epoch + 1) {
            throw unlinked("epoch " + found + " at position " + position + ", expected " + epoch + " or the next");
        }
        epoch = found;
        StoredKind.role(ContextJson.text(entry, "kind"), entry).ifPresent(role -> {
            if (open.replay(ContextJson.read(entry), role).isPresent()) {
                throw unlinked("an entry at position " + position + " of a request that is not open");
            }
        });
    }

    private void judgeTail() throws IOException {
        long last = window.endOfData(end.offset(), end.length());
        tornBytes = last - end.offset();
        for (long at = end.offset(); at < last; at += 8) {
            Optional<FrameHeader> header = FrameHeader.parse(window.bytes(at, FrameHeader.BYTES));
            if (header.isPresent() && header.get().batch() != end.batch() + 1
                    && Frame.read(window, at, end.length()).isPresent()) {
                throw AuditStartRefused.corrupt(where(), "damage before batch " + header.get().batch()
                        + " at offset " + at + ", expected batch " + (end.batch() + 1));
            }
        }
    }

    private AuditStartRefused unlinked(String found) {
        return AuditStartRefused.corrupt(where(), found);
    }

    String segment() {
        return segment;
    }

    String where() {
        return segment + " offset " + end.offset();
    }

    TapeEnd end() {
        return end;
    }

    long epoch() {
        return epoch;
    }

    OpenRequests open() {
        return open;
    }

    /// Bytes from the end to the last one that is not zero.
    long tornBytes() {
        return tornBytes;
    }
}
