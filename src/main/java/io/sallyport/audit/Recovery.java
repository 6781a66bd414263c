package io.sallyport.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what the last process left: decides between clean, torn tail and corruption, and cuts a torn tail off. It can
/// be repeated: a crash during recovery leads to the same state.
///
/// @param disk the directory
/// @param newOrigin origin to use if the log is new
/// @param length bytes of a segment if the log is new
/// @param floor size the log is known to have reached; a smaller one was truncated or rolled back
record Recovery(Disk disk, String newOrigin, long length, long floor) {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /// @throws AuditStartRefused with [AuditStartRefused#CORRUPT]
    Recovered run(NextSegment next) throws IOException {
        List<Long> firsts = disk.list(Layout.SEGMENTS).stream().filter(Layout::isSegment).map(Layout::first).toList();
        boolean hasOrigin = disk.exists(Layout.ORIGIN);
        if (firsts.isEmpty()) {
            if (hasOrigin) {
                throw AuditStartRefused.corrupt(Layout.SEGMENTS, "an origin without segments");
            }
            begin(next);
            return run(next);
        }
        Heads heads = Heads.read(disk, firsts);
        if (!hasOrigin) {
            writeOrigin(heads);
        }
        return recover(firsts, heads);
    }

    private void begin(NextSegment next) throws IOException {
        if (!next.take()) {
            throw new IOException("no space for a segment of " + length + " bytes");
        }
        SegmentStart.write(disk, new Head(newOrigin, 0, 0, length, 0, Leaf.NONE, List.of()), 0);
    }

    /// A crash may come between the first segment and the origin, but no entry does.
    private void writeOrigin(Heads heads) throws IOException {
        Head only = heads.last().head();
        SegmentScan scan = SegmentScan.of(disk, heads.last());
        if (heads.count() != 1 || only.size() != 0 || scan.end().size() != 0) {
            throw AuditStartRefused.corrupt(Layout.ORIGIN, "entries without an origin");
        }
        SmallFile.write(disk, "", Layout.ORIGIN, (only.origin() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private Recovered recover(List<Long> firsts, Heads heads) throws IOException {
        String origin = SmallFile.text(disk, Layout.ORIGIN).strip();
        heads.mustBeOf(origin);
        SegmentScan scan = SegmentScan.of(disk, heads.last());
        if (scan.end().size() < floor) {
            throw AuditStartRefused.corrupt(scan.where(),
                    "truncated or rolled back: size " + scan.end().size() + ", expected at least " + floor);
        }
        if (scan.tornBytes() > 0) {
            cut(scan);
        }
        LOG.info("audit: origin {} epoch {} size {} segment {} offset {} open {}", origin, scan.epoch(),
                scan.end().size(), scan.segment(), scan.end().offset(), scan.open().count());
        return new Recovered(origin, scan.epoch(), new ArrayList<>(firsts), scan.end(), scan.open(),
                TornTail.unrecorded(disk));
    }

    private void cut(SegmentScan scan) throws IOException {
        long from = scan.end().offset();
        LOG.warn("audit: torn tail of {} bytes at {} (docs/reference/audit-log.md#torn-tail)", scan.tornBytes(),
                scan.where());
        try (SegmentFile file = disk.open(scan.segment())) {
            TornTail.setAside(disk, scan.segment().substring(Layout.SEGMENTS.length() + 1), file, from,
                    from + scan.tornBytes());
            file.writeZeros(from, from + scan.tornBytes());
            file.force(true);
        }
    }
}
