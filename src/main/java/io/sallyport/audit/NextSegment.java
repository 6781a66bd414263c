package io.sallyport.audit;

import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The segment prepared in advance: full of zeros and forced, so that a full disk shows here and not in mid-record.
final class NextSegment {

    private static final Logger LOG = LoggerFactory.getLogger(NextSegment.class);
    private static final String TEMPORARY = Layout.NEXT + ".tmp";

    private final Disk disk;
    private final long length;
    private boolean ready;
    private boolean reported;

    NextSegment(Disk disk, long length) {
        this.disk = disk;
        this.length = length;
    }

    /// Keeps a prepared segment of an earlier process if it is as it should be, else discards it.
    synchronized void adopt() throws IOException {
        ready = disk.exists(Layout.NEXT) && untouched();
        if (!ready) {
            disk.delete(Layout.NEXT);
        }
    }

    private boolean untouched() throws IOException {
        try (SegmentFile file = disk.openForReading(Layout.NEXT)) {
            return file.length() == length && new SegmentWindow(file).endOfData(0, length) == 0;
        }
    }

    /// Prepares it unless it is; tells whether it is ready.
    synchronized boolean prepare() {
        try {
            if (!ready) {
                write();
            }
            reported = false;
        } catch (IOException e) {
            report(e);
        }
        return ready;
    }

    private void write() throws IOException {
        try (SegmentFile file = disk.create(TEMPORARY)) {
            file.writeZeros(0, length);
            file.force(true);
        } catch (IOException e) {
            disk.delete(TEMPORARY);
            throw e;
        }
        disk.move(TEMPORARY, Layout.NEXT);
        disk.forceDirectory(Layout.SEGMENTS);
        ready = true;
    }

    private void report(IOException e) {
        if (!reported) {
            LOG.error(
                    "audit: the next segment of {} bytes cannot be prepared: {} (docs/reference/audit-log.md#low-water)",
                    length, e.toString());
        }
        reported = true;
    }

    /// Opens it for its head; the caller writes and renames it. Empty if there is none and none can be made.
    synchronized boolean take() {
        boolean taken = prepare();
        ready = false;
        return taken;
    }
}
