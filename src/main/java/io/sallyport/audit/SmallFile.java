package io.sallyport.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Small files appear whole or not at all: temporary file, force, rename, force of the directory.
final class SmallFile {

    private static final int MAX_BYTES = 64 << 20;

    private SmallFile() {}

    static void write(Disk disk, String folder, String name, byte[] content) throws IOException {
        String target = folder.isEmpty() ? name : folder + "/" + name;
        stage(disk, target, content);
        publish(disk, folder, target);
    }

    /// Makes the content durable under a temporary name.
    static void stage(Disk disk, String target, byte[] content) throws IOException {
        try (SegmentFile file = disk.create(target + ".tmp")) {
            file.writeFully(ByteBuffer.wrap(content), 0);
            file.force(true);
        }
    }

    /// Gives what was staged its name. If this fails it is in doubt whether it has it.
    static void publish(Disk disk, String folder, String target) throws IOException {
        disk.move(target + ".tmp", target);
        disk.forceDirectory(folder);
    }

    static byte[] read(Disk disk, String name) throws IOException {
        try (SegmentFile file = disk.openForReading(name)) {
            long length = file.length();
            if (length > MAX_BYTES) {
                throw new IOException(name + " is " + length + " bytes, expected at most " + MAX_BYTES);
            }
            ByteBuffer bytes = new SegmentWindow(file).bytes(0, (int) length);
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            return content;
        }
    }

    static String text(Disk disk, String name) throws IOException {
        return new String(read(disk, name), StandardCharsets.UTF_8);
    }
}
