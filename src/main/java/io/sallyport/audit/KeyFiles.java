package io.sallyport.audit;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

import tools.jackson.core.JacksonException;

/// The key files beside a log: `keys/log.key`, and one for each subject. A file appears whole or not at all, and what
/// is read here is durable: an earlier process may have ended between the rename and the force of the folder. One
/// thread at a time.
final class KeyFiles {

    private final Disk disk;
    private final String origin;
    private final KeyEncryption encryption;
    private final Poison poison;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> forced = ConcurrentHashMap.newKeySet();

    KeyFiles(Disk disk, String origin, KeyEncryption encryption, Poison poison) {
        this.disk = disk;
        this.origin = origin;
        this.encryption = encryption;
        this.poison = poison;
    }

    /// The key of a subject, if there is one.
    ///
    /// @throws NotAuthentic if its file was changed, or wrapped by another key encryption key
    Optional<BodyKey> read(SubjectReference subject) throws IOException, NotAuthentic {
        String file = Layout.subjectKey(subject);
        if (!disk.exists(file)) {
            return Optional.empty();
        }
        String folder = Layout.subjectKeys(subject);
        if (!forced.contains(folder)) {
            inDoubtUnless(() -> disk.forceDirectory(folder));
            forced.add(folder);
        }
        StoredKey stored = StoredKey.parse(SmallFile.read(disk, file));
        SecretKey key = unwrap(file, stored);
        return Optional.of(new BodyKey(stored.id(), Optional.of(subject), key, identity(note(file, stored, key))));
    }

    /// Makes a key for a subject that has none; it is durable when this returns.
    BodyKey create(SubjectReference subject, Optional<SubjectIdentity> identity) throws IOException {
        String folder = Layout.subjectKeys(subject);
        if (disk.makeFolder(folder)) {
            inDoubtUnless(() -> disk.forceDirectory(Layout.SUBJECT_KEYS));
        }
        byte[] note = identity.map(KeyFiles::note).orElseGet(() -> new byte[0]);
        BodyKey key = make(Layout.subjectKey(subject), note);
        return new BodyKey(key.id(), Optional.of(subject), key.key(), identity);
    }

    /// Makes a key of random bytes and keeps it in a file with a note sealed under it.
    BodyKey make(String file, byte[] note) throws IOException {
        byte[] drawn = new byte[AesGcm.KEY + BodyKey.ID_BYTES + AesGcm.NONCE];
        random.nextBytes(drawn);
        byte[] secret = Arrays.copyOf(drawn, AesGcm.KEY);
        String id = BodyKey.id(drawn, AesGcm.KEY);
        SecretKey key = AesGcm.key(secret);
        byte[] box = new byte[note.length + AesGcm.OVERHEAD];
        System.arraycopy(drawn, AesGcm.KEY + BodyKey.ID_BYTES, box, 0, AesGcm.NONCE);
        AesGcm.seal(key, note, bound("note", file, id), box, 0);
        StoredKey stored = new StoredKey(id, encryption.wrap(secret, bound("key", file, id)), box);
        SmallFile.stage(disk, file, stored.bytes());
        inDoubtUnless(() -> SmallFile.publish(disk, Layout.folder(file), file));
        return new BodyKey(id, Optional.empty(), key, Optional.empty());
    }

    SecretKey unwrap(String file, StoredKey stored) throws IOException, NotAuthentic {
        return AesGcm.key(encryption.unwrap(stored.wrapped(), bound("key", file, stored.id())));
    }

    byte[] note(String file, StoredKey stored, SecretKey key) throws NotAuthentic {
        return AesGcm.open(key, bound("note", file, stored.id()), stored.note(), 0, stored.note().length);
    }

    private byte[] bound(String what, String file, String id) {
        return Bound.to("sallyport audit " + what, origin, file, id);
    }

    private static byte[] note(SubjectIdentity identity) {
        return Json.bytes(json -> json.text("issuer", identity.issuer()).text("id", identity.id()));
    }

    private static Optional<SubjectIdentity> identity(byte[] note) throws NotAuthentic {
        if (note.length == 0) {
            return Optional.empty();
        }
        try {
            var json = Json.read(note);
            return Optional.of(new SubjectIdentity(ContextJson.text(json, "issuer"), ContextJson.text(json, "id")));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new NotAuthentic("a note that cannot be read");
        }
    }

    private interface DiskAction {
        void run() throws IOException;
    }

    /// Whether a name exists after a failed rename or force cannot be known, so nothing may rest on it.
    private void inDoubtUnless(DiskAction action) throws IOException {
        try {
            action.run();
        } catch (IOException e) {
            poison.spread("keeping a key", e);
            throw e;
        }
    }
}
