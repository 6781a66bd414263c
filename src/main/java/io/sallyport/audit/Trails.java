package io.sallyport.audit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The trails not yet closed durably, bounded in the bytes their contexts take in a head.
final class Trails {

    private final Map<RequestId, AuditTrail> open = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long bound;

    Trails(Limits limits) {
        this.bound = limits.openBytes();
    }

    /// @throws AuditUnavailable if too many requests are open
    /// @throws IllegalStateException if a request with this id is open, which is a defect
    void add(AuditTrail trail) {
        if (bytes.addAndGet(trail.contextBytes()) > bound) {
            bytes.addAndGet(-trail.contextBytes());
            throw new AuditUnavailable(Unavailability.OPEN_REQUESTS,
                    open.size() + " requests are open; the heads of segments list no more");
        }
        if (open.putIfAbsent(trail.context().request(), trail) != null) {
            bytes.addAndGet(-trail.contextBytes());
            throw new IllegalStateException("request " + trail.context().request() + " is open already");
        }
    }

    void remove(AuditTrail trail) {
        if (open.remove(trail.context().request(), trail)) {
            bytes.addAndGet(-trail.contextBytes());
        }
    }

    List<AuditTrail> all() {
        return List.copyOf(open.values());
    }
}
