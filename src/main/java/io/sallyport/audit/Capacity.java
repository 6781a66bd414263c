package io.sallyport.audit;

import java.io.IOException;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether there is space for new requests. It closes under 3 segments and opens again only above 6, lest a nearly
/// full disk flap.
final class Capacity {

    private static final Logger LOG = LoggerFactory.getLogger(Capacity.class);

    private final Disk disk;
    private final Limits limits;
    private volatile boolean low;
    private volatile long free;

    Capacity(Disk disk, Limits limits) {
        this.disk = disk;
        this.limits = limits;
    }

    /// Measures; the event to record if the state changed.
    Optional<OperationalEvent> measure() throws IOException {
        free = disk.space();
        if (!low && free < limits.lowWater()) {
            low = true;
            LOG.error("audit: {} bytes free, new requests are refused under {} (docs/reference/audit-log.md#low-water)",
                    free, limits.lowWater());
            return Optional.of(new CapacityLow(free, limits.lowWater()));
        }
        if (low && free > limits.reopenWater()) {
            low = false;
            LOG.info("audit: {} bytes free, new requests are accepted again", free);
            return Optional.of(new CapacityRestored(free, limits.reopenWater()));
        }
        return Optional.empty();
    }

    /// @throws AuditUnavailable while space is low
    void admitNew() {
        if (low) {
            throw new AuditUnavailable(Unavailability.LOW_WATER, free + " bytes are free for the audit log, below "
                    + limits.lowWater() + " only what is under way is finished");
        }
    }

    boolean low() {
        return low;
    }

    long free() {
        return free;
    }
}
