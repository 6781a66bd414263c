package io.sallyport.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.PolicyImpactRun;
import io.sallyport.document.Collection;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.gateway.ImpactUnfinished.Reason;
import io.sallyport.identity.Subject;
import io.sallyport.identity.Tenant;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Decision;
import io.sallyport.policy.DecisionPoint;
import io.sallyport.policy.Deny;
import io.sallyport.policy.Permit;
import io.sallyport.policy.PolicyDifference;
import io.sallyport.policy.PolicySet;
import io.sallyport.retrieval.Census;
import io.sallyport.retrieval.Difference;
import io.sallyport.retrieval.Reach;
import io.sallyport.retrieval.RetrievalUnavailable;

/// Shows an admin what another bundle would change: by witnesses, and by the documents that are held, counted exactly for
/// each request that is tried. Each request is decided by both bundles at the same instant. No text of a document is read.
///
/// One run at a time, since it asks the index up to two questions for each request. What it shows is recorded before.
public final class PolicyImpact {

    /// The most requests of one run.
    public static final int MOST_REQUESTS = 200;

    private static final Duration DEADLINE = Duration.ofSeconds(45);

    private final DecisionPoint decisions;
    private final CollectionCatalog catalog;
    private final Census census;
    private final AuditLog log;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1, true);

    PolicyImpact(
            DecisionPoint decisions, CollectionCatalog catalog, Census census, AuditLog log, Clock clock) {
        this.decisions = decisions;
        this.catalog = catalog;
        this.census = census;
        this.log = log;
        this.clock = clock;
    }

    /// What the candidate would change against the bundle in force.
    ///
    /// @param admin      who looks
    /// @param allTenants whether documents of all tenants count; otherwise only those of the admin's own
    /// @param requests   at most [#MOST_REQUESTS]; whether a client may state the purpose is not asked
    /// @throws ImpactUnfinished when it takes too long or the index fails
    /// @throws io.sallyport.audit.AuditUnavailable when it cannot be recorded
    public ImpactReport of(Subject admin, boolean allTenants, PolicySet candidate, List<AccessRequest> requests) {
        if (requests.size() > MOST_REQUESTS) {
            throw new IllegalArgumentException("at most %,d requests are tried".formatted(MOST_REQUESTS));
        }
        var deadline = clock.instant().plus(DEADLINE);
        takeTurn();
        try {
            var tenant = allTenants ? Optional.<Tenant>empty() : Optional.of(admin.tenant());
            var report = report(candidate, requests, tenant, deadline);
            record(admin, allTenants, report);
            return report;
        } catch (RetrievalUnavailable unavailable) {
            throw new ImpactUnfinished(Reason.INDEX_UNAVAILABLE);
        } finally {
            turn.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turn.tryAcquire(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new ImpactUnfinished(Reason.TOO_SLOW);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ImpactUnfinished(Reason.TOO_SLOW);
        }
    }

    private ImpactReport report(
            PolicySet candidate, List<AccessRequest> requests, Optional<Tenant> tenant, Instant deadline) {
        var live = decisions.current();
        var rules = PolicyDifference.between(live, candidate);
        census.refresh(requests.stream().flatMap(request -> readable(request).stream()).collect(Collectors.toSet()));
        var impacts = requests.stream().map(request -> {
            if (clock.instant().isAfter(deadline)) {
                throw new ImpactUnfinished(Reason.TOO_SLOW);
            }
            return impact(request, live, candidate, tenant);
        }).toList();
        return new ImpactReport(rules, impacts);
    }

    private Set<Collection> readable(AccessRequest request) {
        return catalog.readableBy(request.subject());
    }

    private RequestImpact impact(
            AccessRequest request, PolicySet live, PolicySet candidate, Optional<Tenant> tenant) {
        var collections = readable(request);
        var before = live.decide(request);
        var after = candidate.decide(request);
        var now = reach(before);
        var then = reach(after);
        return new RequestImpact(
                request,
                before,
                after,
                documents(census.difference(collections, tenant, then, now)),
                documents(census.difference(collections, tenant, now, then)),
                ObligationChanges.between(before, after, live.schema().classifications()));
    }

    /// How far a decision reaches.
    static Reach reach(Decision decision) {
        return switch (decision) {
            case Permit permit -> new Reach(permit.filter(), permit.admission());
            case Deny _ -> Reach.NOWHERE;
        };
    }

    private static RequestImpact.Documents documents(Difference difference) {
        return new RequestImpact.Documents(difference.count(), difference.documents(), difference.doubtful());
    }

    private void record(Subject admin, boolean allTenants, ImpactReport report) {
        long subjects = report.requests().stream().map(impact -> name(impact.request().subject())).distinct().count();
        long listed = report.requests().stream()
                .mapToLong(impact -> listed(impact.gained()) + listed(impact.lost()))
                .sum();
        log.append(new PolicyImpactRun(
                log.register(Asker.identity(admin)),
                admin.tenant().value(),
                allTenants,
                report.difference().before().value(),
                report.difference().after().value(),
                subjects,
                report.requests().size(),
                listed));
    }

    private static List<Object> name(Subject subject) {
        return List.of(subject.issuer(), subject.tenant(), subject.id());
    }

    private static long listed(RequestImpact.Documents documents) {
        return documents.listed().size() + documents.doubtful().size();
    }
}
