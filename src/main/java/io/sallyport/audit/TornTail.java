package io.sallyport.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Bytes of an incomplete last batch. They are kept in `quarantine` under a name that ends in `.new` until the event
/// about them is durable, so that a crash in between loses neither.
///
/// @param name file name in `quarantine`, without `.new`
record TornTail(String name, TornTailRecovered event) {

    private static final String NEW = ".new";

    /// Sets the bytes aside; zeroing them is the next step.
    static void setAside(Disk disk, String segment, SegmentFile file, long offset, long end) throws IOException {
        ByteBuffer bytes = new SegmentWindow(file).bytes(offset, Math.toIntExact(end - offset));
        byte[] torn = new byte[bytes.remaining()];
        bytes.get(torn);
        String name = String.format(Locale.ROOT, "%s-%d-%s", segment, offset, Leaf.sha256Hex(torn).substring(0, 16));
        if (!disk.exists(path(name))) {
            SmallFile.write(disk, Layout.QUARANTINE, name + NEW, torn);
        }
    }

    /// Those not yet recorded.
    static List<TornTail> unrecorded(Disk disk) throws IOException {
        List<TornTail> tails = new ArrayList<>();
        for (String file : disk.list(Layout.QUARANTINE)) {
            if (file.endsWith(NEW)) {
                tails.add(read(disk, file.substring(0, file.length() - NEW.length())));
            }
        }
        return tails;
    }

    private static TornTail read(Disk disk, String name) throws IOException {
        byte[] bytes = SmallFile.read(disk, path(name) + NEW);
        String[] parts = name.split("-", -1);
        if (parts.length != 3) {
            throw new IOException(path(name) + NEW + " has a name this gateway did not give");
        }
        return new TornTail(name,
                new TornTailRecovered(parts[0], Long.parseLong(parts[1]), bytes.length, Leaf.sha256Hex(bytes)));
    }

    /// Notes that the event is durable.
    void recorded(Disk disk) throws IOException {
        disk.move(path(name) + NEW, path(name));
        disk.forceDirectory(Layout.QUARANTINE);
    }

    private static String path(String name) {
        return Layout.QUARANTINE + "/" + name;
    }
}
