package io.sallyport.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys bodies are sealed under, for any thread. A key once used stays in memory, so that a request costs no file
/// access; the files themselves are read and made by one thread, so that one subject never gets two keys and no
/// interrupt of a caller reaches the disk.
final class KeyRing implements AutoCloseable {

    static final int REMEMBERED = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final KeyFiles files;
    private final AuditKeys keys;
    private final BodyKey own;
    private final Duration deadline;
    private final Cache<SubjectReference, BodyKey> subjects = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final ThreadPoolExecutor disk = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("sallyport-audit-keys").factory());

    private KeyRing(KeyFiles files, AuditKeys keys, BodyKey own, Duration deadline) {
        this.files = files;
        this.keys = keys;
        this.own = own;
        this.deadline = deadline;
        disk.allowCoreThreadTimeOut(true);
    }

    /// @param fresh whether the log has no entries yet
    /// @throws AuditStartRefused if the keys are not those of this log
    static KeyRing open(Disk disk, String origin, AuditKeys keys, Poison poison, Duration deadline, boolean fresh)
            throws IOException {
        KeyFiles files = new KeyFiles(disk, origin, keys.encryption(), poison);
        return new KeyRing(files, keys, LogKey.open(disk, files, keys, fresh), deadline);
    }

    /// The key of the log itself.
    BodyKey own() {
        return own;
    }

    /// The reference of a subject.
    SubjectReference reference(SubjectIdentity identity) {
        return keys.references().reference(identity);
    }

    /// The reference of a subject, whose key is durable when this returns.
    ///
    /// @throws AuditUnavailable if the key can be neither read nor made
    SubjectReference register(SubjectIdentity identity) {
        SubjectReference reference = reference(identity);
        key(reference, Optional.of(identity));
        return reference;
    }

    /// The durable key of a subject; made if there is none.
    ///
    /// @throws AuditUnavailable if it can be neither read nor made
    BodyKey key(SubjectReference subject) {
        return key(subject, Optional.empty());
    }

    private BodyKey key(SubjectReference subject, Optional<SubjectIdentity> identity) {
        return Optional.ofNullable(subjects.getIfPresent(subject)).orElseGet(() -> fetch(subject, () -> {
            Optional<BodyKey> found = read(subject);
            return found.isPresent() ? found.get() : remember(files.create(subject, identity));
        }));
    }

    /// The key of a subject, if it has one.
    ///
    /// @throws AuditUnavailable if it cannot be read
    Optional<BodyKey> find(SubjectReference subject) {
        return Optional.ofNullable(subjects.getIfPresent(subject)).or(() -> fetch(subject, () -> read(subject)));
    }

    private Optional<BodyKey> read(SubjectReference subject) throws IOException, NotAuthentic {
        Optional<BodyKey> found = Optional.ofNullable(subjects.getIfPresent(subject));
        return found.isPresent() ? found : files.read(subject).map(this::remember);
    }

    private BodyKey remember(BodyKey key) {
        key.owner().ifPresent(owner -> subjects.put(owner, key));
        return key;
    }

    private <T> T fetch(SubjectReference subject, Callable<T> work) {
        try {
            return uninterruptibly(disk.submit(work));
        } catch (ExecutionException e) {
            throw unavailable(subject, String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw unavailable(subject, "nothing within " + deadline, e);
        } catch (RejectedExecutionException e) {
            throw new AuditUnavailable(Unavailability.CLOSED, "the audit log is closed", e);
        }
    }

    private static AuditUnavailable unavailable(SubjectReference subject, String found, Exception e) {
        LOG.error("audit: {} can be neither read nor made: {} (docs/reference/audit-log.md#keys)",
                Layout.subjectKey(subject), found);
        return new AuditUnavailable(Unavailability.KEYS, "the key of a subject can be neither read nor made", e);
    }

    private <T> T uninterruptibly(Future<T> future) throws ExecutionException, TimeoutException {
        long until = System.nanoTime() + deadline.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        disk.shutdown();
    }
}
