package io.sallyport.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The end of the log, where batches are written. One thread at a time; readers use [#committed()].
final class Tape implements AutoCloseable {

    private final Disk disk;
    private final NextSegment next;
    private final long length;
    private final String origin;
    private final long epoch;
    private SegmentFile file;
    private TapeEnd end;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private volatile Committed committed;

    Tape(Disk disk, NextSegment next, long length, Recovered recovered) throws IOException {
        this.disk = disk;
        this.next = next;
        this.length = length;
        this.origin = recovered.origin();
        this.epoch = recovered.epoch() + 1;
        this.end = recovered.end();
        this.file = disk.open(Layout.segment(end.first()));
        this.committed = new Committed(recovered.firsts(), end.offset(), end.size());
    }

    String origin() {
        return origin;
    }

    long epoch() {
        return epoch;
    }

    /// What has been forced; from any thread.
    Committed committed() {
        return committed;
    }

    /// Name of the active segment; from any thread.
    String active() {
        return Layout.segment(committed.firsts().getLast());
    }

    boolean hasRoom(long bytes) {
        return end.offset() + bytes <= end.length();
    }

    /// Begins the next segment; false if none could be prepared, and then nothing has changed.
    boolean roll(Collection<RequestContext> open) throws IOException {
        if (!next.take()) {
            return false;
        }
        Head head = new Head(origin, epoch, end.ordinal() + 1, length, end.size(), end.previous(), open);
        TapeEnd begun = SegmentStart.write(disk, head, end.batch() + 1);
        SegmentFile full = file;
        file = disk.open(Layout.segment(begun.first()));
        full.close();
        end = begun;
        List<Long> firsts = new ArrayList<>(committed.firsts());
        firsts.add(begun.first());
        committed = new Committed(List.copyOf(firsts), begun.offset(), begun.size());
        return true;
    }

    /// Writes the entries as one batch, forces it, and returns the position of the first. Any exception leaves the log
    /// in doubt: nothing may be written to it again.
    long write(List<Append> batch, AuditMeters meters) throws IOException {
        TapeEnd after = frame(batch);
        file.writeFully(buffer.flip(), end.offset());
        long start = System.nanoTime();
        file.force(false);
        meters.forced(System.nanoTime() - start);
        long first = end.size();
        end = after;
        committed = new Committed(committed.firsts(), end.offset(), end.size());
        return first;
    }

    private TapeEnd frame(List<Append> batch) {
        reserve(batch.stream().mapToLong(Append::bytes).sum());
        List<Encoded> entries = batch.stream().flatMap(append -> append.entries().stream()).toList();
        long position = end.size();
        Leaf previous = end.previous();
        for (Encoded entry : entries) {
            byte[] payload = entry.entry(position, previous, epoch);
            boolean last = position == end.size() + entries.size() - 1;
            frames(entry, payload, position, last);
            previous = Leaf.of(payload);
            position++;
        }
        return end.after(buffer.position(), position, previous);
    }

    private void frames(Encoded entry, byte[] payload, long position, boolean last) {
        long batch = end.batch() + 1;
        int bodies = entry.bodies().size();
        Frame.put(buffer, FrameKind.ENTRY, last && bodies == 0, batch, position, payload);
        for (int i = 0; i < bodies; i++) {
            Frame.put(buffer, FrameKind.BODY, last && i == bodies - 1, batch, position, entry.bodies().get(i));
        }
    }

    private void reserve(long bytes) {
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect((int) bytes);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
