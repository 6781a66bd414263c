package io.sallyport.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import io.sallyport.audit.AuditEventTooLarge;
import io.sallyport.audit.AuditUnavailable;

/// Looks at a policy folder again and again, on a thread of its own. Content counts, not names or dates: so it sees
/// the swapped links of a ConfigMap, editors that write another file and rename it, and network file systems, of none of
/// which the operating system reliably tells. What is still being written differs from look to look and is not judged.
final class DirectoryWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final String name;
    private final Path folder;
    private final Duration interval;
    private final Watched watched;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();
    private Optional<PolicyFiles> last = Optional.empty();

    /// @param name     of the thread
    /// @param interval between two looks; 0 = none
    DirectoryWatch(String name, Path folder, Duration interval, Watched watched) {
        this.name = name;
        this.folder = folder;
        this.interval = interval;
        this.watched = watched;
    }

    @Override
    public synchronized void start() {
        watched.begin();
        if (interval.isPositive()) {
            thread = Optional.of(Thread.ofPlatform().daemon().name(name).start(this::watch));
        }
    }

    private void watch() {
        try {
            while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                lookSafely();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (AuditUnavailable | AuditEventTooLarge unrecorded) {
            LOG.warn("changed policies cannot be recorded and so do not take effect yet: {}",
                    unrecorded.getClass().getSimpleName());
        } catch (RuntimeException defect) {
            LOG.error("the policy folder could not be looked at", defect);
        }
    }

    /// Judges what is the same as at the look before. It looks while nothing else is published: what was read before a
    /// change over the API must not be taken for a later edit.
    void look() {
        last = watched.alone(() -> {
            var now = PolicyFiles.in(folder);
            if (last.filter(now::sameAs).isPresent()) {
                watched.offer(now);
            }
            return Optional.of(now);
        });
    }

    /// Lets a judgement under way end: an interrupt would break off what it writes.
    @Override
    public synchronized void stop() {
        stop.countDown();
        try {
            if (thread.isPresent()) {
                thread.get().join(FAREWELL);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        thread = Optional.empty();
    }

    @Override
    public synchronized boolean isRunning() {
        return thread.isPresent();
    }
}
