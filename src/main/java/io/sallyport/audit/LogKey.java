package io.sallyport.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.SecretKey;

/// The key of the log itself, for bodies of no subject. Made at the first start, it is also what tells at every later
/// one that the configured keys are those of this log.
final class LogKey {

    /// Its reference under the reference key is the note of the file.
    private static final SubjectIdentity CHECK = new SubjectIdentity("sallyport", "log");

    private LogKey() {}

    /// @param fresh whether the log has no entries yet
    /// @throws AuditStartRefused if the file is missing, damaged, or of other keys than the configured ones
    static BodyKey open(Disk disk, KeyFiles files, AuditKeys keys, boolean fresh) throws IOException {
        byte[] check = keys.references().reference(CHECK).value().getBytes(StandardCharsets.US_ASCII);
        if (disk.exists(Layout.LOG_KEY)) {
            return read(disk, files, keys, check);
        }
        if (!fresh) {
            throw AuditStartRefused.keys(Layout.LOG_KEY + " is missing, although the log has entries");
        }
        return files.make(Layout.LOG_KEY, check);
    }

    private static BodyKey read(Disk disk, KeyFiles files, AuditKeys keys, byte[] check) throws IOException {
        try {
            StoredKey stored = StoredKey.parse(SmallFile.read(disk, Layout.LOG_KEY));
            SecretKey key = files.unwrap(Layout.LOG_KEY, stored);
            if (!Arrays.equals(files.note(Layout.LOG_KEY, stored, key), check)) {
                throw AuditStartRefused.keys(keys.references().source()
                        + " is not the key that this log was begun with: it does not fit " + Layout.LOG_KEY);
            }
            return new BodyKey(stored.id(), Optional.empty(), key, Optional.empty());
        } catch (NotAuthentic e) {
            throw AuditStartRefused.keys(keys.encryption().source() + " does not open " + Layout.LOG_KEY
                    + ": it is not the key that this log was begun with, or the file is damaged");
        }
    }
}
