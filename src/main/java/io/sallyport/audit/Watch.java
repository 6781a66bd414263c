package io.sallyport.audit;

import java.io.IOException;

/// Notices that the log was taken away from under the writer: writes to a deleted file succeed silently, and writes
/// after a truncation leave a hole of zeros.
final class Watch {

    private final Disk disk;
    private final Tape tape;
    private final Disk.Identity lock;
    private String segment = "";
    private Disk.Identity identity = new Disk.Identity("", 0);

    Watch(Disk disk, Tape tape) throws IOException {
        this.disk = disk;
        this.tape = tape;
        this.lock = disk.identity(Layout.LOCK);
        look();
    }

    /// @throws IOException if the active segment or the lock is not the file it was, or has another length
    void look() throws IOException {
        String active = tape.active();
        Disk.Identity found = disk.identity(active);
        if (active.equals(segment) && !found.equals(identity)) {
            throw new IOException(active + " was replaced, shortened or extended by someone else");
        }
        segment = active;
        identity = found;
        if (!disk.identity(Layout.LOCK).equals(lock)) {
            throw new IOException(Layout.LOCK + " was replaced by someone else");
        }
    }
}
