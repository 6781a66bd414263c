package io.sallyport.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/// Reading for one page: the segment it is in stays open between its blocks.
final class ReadSession implements AutoCloseable {

    private final Disk disk;
    private final Committed log;
    private final Map<Long, SegmentMarks> marks;
    private Optional<SegmentFile> file = Optional.empty();
    private Optional<SegmentWindow> window = Optional.empty();
    private long open = -1;

    ReadSession(Disk disk, Committed log, Map<Long, SegmentMarks> marks) {
        this.disk = disk;
        this.log = log;
        this.marks = marks;
    }

    Committed log() {
        return log;
    }

    /// The run of entries that holds a position, ascending.
    List<StoredEntry> block(long position) throws IOException {
        int found = Collections.binarySearch(log.firsts(), position);
        int segment = found >= 0 ? found : -found - 2;
        long first = log.firsts().get(segment);
        long end = segment + 1 < log.firsts().size() ? log.firsts().get(segment + 1) : log.size();
        SegmentWindow reading = window(first);
        return read(reading, marks.computeIfAbsent(first, SegmentMarks::new).block(reading, position, end));
    }

    private SegmentWindow window(long first) throws IOException {
        if (open != first || window.isEmpty()) {
            close();
            SegmentFile opened = disk.openForReading(Layout.segment(first));
            file = Optional.of(opened);
            window = Optional.of(new SegmentWindow(opened));
            open = first;
        }
        return window.get();
    }

    private List<StoredEntry> read(SegmentWindow reading, SegmentMarks.Block block) throws IOException {
        List<StoredEntry> entries = new ArrayList<>();
        long at = block.offset();
        for (long position = block.first(); position < block.end();) {
            FrameHeader header = header(reading, at);
            if (header.kind() == FrameKind.ENTRY) {
                Frame frame = frame(reading, at);
                entries.add(new StoredEntry(position, frame.payload(), at + header.frameBytes()));
                position++;
            }
            at += header.frameBytes();
        }
        return entries;
    }

    /// The entry with its bodies.
    AuditEntry complete(StoredEntry stored, JsonNode json, BodyReader reader) throws IOException {
        List<StoredBody> bodies = new ArrayList<>();
        SegmentWindow reading = window.orElseThrow();
        long at = stored.bodies();
        for (JsonNode listed : json.path("bodies")) {
            Frame frame = frame(reading, at);
            bodies.add(reader.read(json, listed, frame));
            at += frame.header().frameBytes();
        }
        return new AuditEntry(stored.position(), json.required("kind").asString(),
                new String(stored.json(), StandardCharsets.UTF_8), bodies);
    }

    private FrameHeader header(SegmentWindow reading, long at) throws IOException {
        return FrameHeader.parse(reading.bytes(at, FrameHeader.BYTES)).orElseThrow(() -> damaged(at));
    }

    private Frame frame(SegmentWindow reading, long at) throws IOException {
        return Frame.read(reading, at, Long.MAX_VALUE).orElseThrow(() -> damaged(at));
    }

    private IOException damaged(long at) {
        return new IOException(
                Layout.segment(open) + " offset " + at
                        + ": no undamaged frame (docs/reference/audit-log.md#corruption)");
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
