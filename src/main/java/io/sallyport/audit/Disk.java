package io.sallyport.audit;

import java.io.IOException;
import java.util.List;

/// The wall to the file system: the directory of one log. Names are relative, with `/`. A rename or creation survives
/// a power cut only after [#forceDirectory(String)].
interface Disk {

    /// What a path stands for: its file and length. Another file under the same name has another key.
    record Identity(String key, long length) {}

    /// Creates the directories of the log if they are missing.
    void prepare() throws IOException;

    /// Makes a folder within one that exists.
    ///
    /// @return whether it was not there; then it survives a power cut only after [#forceDirectory] of the folder it is in
    boolean makeFolder(String name) throws IOException;

    boolean exists(String name) throws IOException;

    /// Names (without the folder) of the files in a folder, sorted.
    List<String> list(String folder) throws IOException;

    /// Opens an empty file for reading and writing, whether or not it exists.
    SegmentFile create(String name) throws IOException;

    /// Opens an existing file for reading and writing.
    SegmentFile open(String name) throws IOException;

    /// Opens an existing file for reading only.
    SegmentFile openForReading(String name) throws IOException;

    /// Renames atomically, replacing the target.
    void move(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    void forceDirectory(String folder) throws IOException;

    Identity identity(String name) throws IOException;

    /// Bytes free on the volume.
    long space() throws IOException;

    /// Takes the lock of the directory until closed.
    ///
    /// @throws AuditStartRefused with [AuditStartRefused#LOCKED] if another process or log holds it
    AutoCloseable lock() throws IOException;
}
