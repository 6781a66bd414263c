package io.sallyport.audit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Once the log is in doubt, nothing is written to it again by this process, which ends.
final class Poison {

    private static final Logger LOG = LoggerFactory.getLogger(Poison.class);

    private final AtomicReference<String> cause = new AtomicReference<>("");
    private final Halt halt;

    Poison(Halt halt) {
        this.halt = halt;
    }

    /// Poisons the log; true for the first cause only.
    boolean spread(String where, Throwable why) {
        String text = where + ": " + why;
        if (!cause.compareAndSet("", text)) {
            return false;
        }
        try {
            LOG.error("audit: poisoned by {}; the process exits with {} (docs/reference/audit-log.md#poisoned)", text,
                    Halt.POISONED);
            LOG.debug("audit: poisoned at", why);
        } finally {
            halt.exit(Halt.POISONED);
        }
        return true;
    }

    Optional<String> cause() {
        return Optional.of(cause.get()).filter(text -> !text.isEmpty());
    }

    boolean spread() {
        return !cause.get().isEmpty();
    }

    AuditUnavailable unavailable() {
        return new AuditUnavailable(Unavailability.POISONED, "the audit log is poisoned by " + cause.get());
    }
}
