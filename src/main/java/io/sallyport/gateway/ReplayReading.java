package io.sallyport.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.DecidedRequest;
import io.sallyport.audit.EntryFilter;
import io.sallyport.identity.Tenant;

/// The newest requests of the audit log that policy decided.
///
/// @param requests  newest first
/// @param undecided how many others began since the oldest of them
/// @param cutShort  whether reading ended before the log did, for want of time
record ReplayReading(List<DecidedRequest> requests, int undecided, boolean cutShort) {

    /// Reads page by page until it has as many as are wanted, or the time is over.
    ///
    /// @param tenant whose requests; absent = everybody's
    /// @throws io.sallyport.audit.AuditUnavailable when the log cannot be read
    static ReplayReading of(AuditLog log, Optional<Tenant> tenant, int wanted, Clock clock, Instant until) {
        var filter = tenant.map(own -> EntryFilter.all().ofTenant(own.value())).orElseGet(EntryFilter::all);
        var requests = new ArrayList<DecidedRequest>();
        var begun = new HashSet<String>();
        var next = OptionalLong.empty();
        do {
            var page = log.decided(filter, next, Math.min(AuditLog.PAGE, wanted - requests.size()));
            requests.addAll(page.requests());
            page.received().forEach(request -> begun.add(request.value()));
            next = page.next();
        } while (next.isPresent() && requests.size() < wanted && !clock.instant().isAfter(until));
        var decided = requests.stream().map(each -> each.request().value()).collect(Collectors.toSet());
        begun.removeAll(decided);
        return new ReplayReading(requests, begun.size(), next.isPresent() && requests.size() < wanted);
    }

    ReplayReading {
        requests = List.copyOf(requests);
    }

    OptionalLong first() {
        return requests.stream().mapToLong(DecidedRequest::position).min();
    }

    OptionalLong last() {
        return requests.stream().mapToLong(DecidedRequest::position).max();
    }

    /// When the oldest was recorded.
    Optional<Instant> since() {
        return requests.isEmpty() ? Optional.empty() : Optional.of(requests.getLast().at());
    }
}
