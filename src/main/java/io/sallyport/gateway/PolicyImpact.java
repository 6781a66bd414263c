package io.sallyport.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.PolicyImpactRun;
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
import io.sallyport.retrieval.Reach;
import io.sallyport.retrieval.RetrievalUnavailable;

/// Shows an admin what another bundle would change: by witnesses, and by the documents that are held, counted exactly for
/// each request that is tried or replayed from the audit log. Each request is decided by both bundles at the same instant.
/// No text of a document is read, and of the audit log only what policy saw of requests.
///
/// One run at a time, since it asks the index up to two questions for each request. What it shows is recorded before.
public final class PolicyImpact {

    /// The most requests of one run that are tried, and the most that are replayed.
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
    /// @param allTenants whether documents and audited requests of all tenants count; otherwise only those of the admin's own
    /// @param requests   at most [#MOST_REQUESTS]; whether a client may state the purpose is not asked
    /// @param replay     how many of the newest audited requests to decide again, 1 to [#MOST_REQUESTS]; empty = none
    /// @throws ImpactUnfinished when it takes too long or the index fails
    /// @throws io.sallyport.audit.AuditUnavailable when it cannot be recorded, or the audit log cannot be read
    public ImpactReport of(
            Subject admin, boolean allTenants, PolicySet candidate, List<AccessRequest> requests, OptionalInt replay) {
        if (requests.size() > MOST_REQUESTS || replay.orElse(1) < 1 || replay.orElse(1) > MOST_REQUESTS) {
            throw new IllegalArgumentException("at most %,d requests are tried".formatted(MOST_REQUESTS));
        }
        var deadline = clock.instant().plus(DEADLINE);
        takeTurn();
        try {
            var tenant = allTenants ? Optional.<Tenant>empty() : Optional.of(admin.tenant());
            var trial = new ImpactTrial(decisions.current(), candidate, tenant, catalog, census, clock, deadline);
            var report = report(trial, requests, replay);
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

    private ImpactReport report(ImpactTrial trial, List<AccessRequest> requests, OptionalInt replay) {
        var rules = PolicyDifference.between(trial.live(), trial.candidate());
        var impacts = trial.on(requests);
        var replayed = replay.isPresent()
                ? Optional.of(new Replay(log, trial).newest(replay.getAsInt()))
                : Optional.<ReplayReport>empty();
        return new ImpactReport(rules, impacts, replayed);
    }

    /// How far a decision reaches.
    static Reach reach(Decision decision) {
        return switch (decision) {
            case Permit permit -> new Reach(permit.filter(), permit.admission());
            case Deny _ -> Reach.NOWHERE;
        };
    }

    private void record(Subject admin, boolean allTenants, ImpactReport report) {
        long subjects = report.requests().stream().map(impact -> name(impact.request().subject())).distinct().count();
        log.append(new PolicyImpactRun(
                log.register(Asker.identity(admin)),
                admin.tenant().value(),
                allTenants,
                report.difference().before().value(),
                report.difference().after().value(),
                subjects,
                report.requests().size(),
                listed(report),
                report.replay().map(PolicyImpact::replay)));
    }

    private static PolicyImpactRun.Replay replay(ReplayReport report) {
        return new PolicyImpactRun.Replay(
                report.asked(), report.found(), report.totals().replayed(), report.first(), report.last());
    }

    private static List<Object> name(Subject subject) {
        return List.of(subject.issuer(), subject.tenant(), subject.id());
    }

    private static long listed(ImpactReport report) {
        var replayed = report.replay().map(ReplayReport::requests).orElse(List.of());
        return Stream.concat(report.requests().stream(), replayed.stream().map(ReplayedRequest::impact))
                .mapToLong(impact -> listed(impact.gained()) + listed(impact.lost()))
                .sum()
                + replayed.stream().mapToLong(request -> request.disclosed().listed().size()).sum();
    }

    private static long listed(RequestImpact.Documents documents) {
        return documents.listed().size() + documents.doubtful().size();
    }
}
