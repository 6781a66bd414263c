package io.sallyport.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The heads of all segments, which link to each other.
record Heads(List<Located> located) {

    /// @param name file of the segment
    /// @param batch number of the batch the head is
    /// @param bytes bytes of the head's frame
    record Located(String name, Head head, long batch, int bytes) {}

    /// @throws AuditStartRefused if one is damaged, missing or does not link
    static Heads read(Disk disk, List<Long> firsts) throws IOException {
        List<Located> heads = new ArrayList<>();
        for (long first : firsts) {
            Located head = read(disk, first);
            if (heads.isEmpty()) {
                mustLink(head, head.head().segment() == 0 && head.head().size() == 0);
            } else {
                mustLink(head, follows(heads.getLast(), head));
            }
            heads.add(head);
        }
        return new Heads(List.copyOf(heads));
    }

    private static Located read(Disk disk, long first) throws IOException {
        String name = Layout.segment(first);
        try (SegmentFile file = disk.openForReading(name)) {
            Optional<Frame> frame = Frame.read(new SegmentWindow(file), 0, file.length());
            if (frame.isEmpty() || frame.get().header().kind() != FrameKind.HEAD || !frame.get().header().last()) {
                throw AuditStartRefused.corrupt(name + " offset 0", "no undamaged head");
            }
            Head head = parse(name, frame.get());
            if (head.size() != first || frame.get().header().position() != first) {
                throw AuditStartRefused.corrupt(name + " offset 0", "a head of position " + head.size());
            }
            if (file.length() != head.length()) {
                throw AuditStartRefused.corrupt(name,
                        "a length of " + file.length() + " bytes, expected " + head.length());
            }
            return new Located(name, head, frame.get().header().batch(), frame.get().header().frameBytes());
        }
    }

    private static Head parse(String name, Frame frame) {
        try {
            return Head.parse(frame.payload());
        } catch (IllegalArgumentException e) {
            throw AuditStartRefused.corrupt(name + " offset 0", String.valueOf(e.getMessage()));
        }
    }

    private static boolean follows(Located before, Located after) {
        return after.head().segment() == before.head().segment() + 1 && after.head().epoch() >= before.head().epoch()
                && after.batch() > before.batch() && after.head().origin().equals(before.head().origin());
    }

    private static void mustLink(Located head, boolean links) {
        if (!links) {
            throw AuditStartRefused.corrupt(head.name() + " offset 0",
                    "a head that does not follow the segment before; a segment is missing or foreign");
        }
    }

    void mustBeOf(String origin) {
        if (!last().head().origin().equals(origin)) {
            throw AuditStartRefused.corrupt(last().name() + " offset 0",
                    "origin " + last().head().origin() + ", expected " + origin);
        }
    }

    Located last() {
        return located.getLast();
    }

    int count() {
        return located.size();
    }
}
