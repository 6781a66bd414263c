package io.sallyport.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.sallyport.document.Collection;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.document.DocumentId;
import io.sallyport.gateway.ImpactUnfinished.Reason;
import io.sallyport.identity.Tenant;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Decision;
import io.sallyport.policy.PolicySet;
import io.sallyport.retrieval.Census;
import io.sallyport.retrieval.Difference;

/// One run: two bundles, and the documents that requests get by the one and not by the other.
///
/// @param live      the bundle in force
/// @param candidate the other one
/// @param tenant    whose documents and requests count; absent = everybody's
/// @param catalog   which collections there are
/// @param census    counts the documents
/// @param clock     tells when it takes too long
/// @param deadline  when it has to be done
record ImpactTrial(
        PolicySet live,
        PolicySet candidate,
        Optional<Tenant> tenant,
        CollectionCatalog catalog,
        Census census,
        Clock clock,
        Instant deadline) {

    /// The impact on each request, in their order.
    ///
    /// @throws ImpactUnfinished when it takes too long
    List<RequestImpact> on(List<AccessRequest> requests) {
        census.refresh(requests.stream().flatMap(request -> readable(request).stream()).collect(Collectors.toSet()));
        return requests.stream().map(this::on).toList();
    }

    /// @throws ImpactUnfinished when it is late
    void checkTime() {
        if (clock.instant().isAfter(deadline)) {
            throw new ImpactUnfinished(Reason.TOO_SLOW);
        }
    }

    private RequestImpact on(AccessRequest request) {
        checkTime();
        var collections = readable(request);
        var before = live.decide(request);
        var after = candidate.decide(request);
        var now = PolicyImpact.reach(before);
        var then = PolicyImpact.reach(after);
        return new RequestImpact(
                request,
                before,
                after,
                documents(census.difference(collections, tenant, then, now)),
                documents(census.difference(collections, tenant, now, then)),
                obligations(before, after));
    }

    /// What the two decisions oblige to differently.
    List<RequestImpact.Change> obligations(Decision before, Decision after) {
        return ObligationChanges.between(before, after, live.schema().classifications());
    }

    /// Those of the documents that are held now. A collection may be gone.
    Census.Held held(Set<DocumentId> documents) {
        return census.held(documents.stream().filter(document -> catalog.all().contains(document.collection()))
                .collect(Collectors.toSet()));
    }

    private Set<Collection> readable(AccessRequest request) {
        return catalog.readableBy(request.subject());
    }

    private static RequestImpact.Documents documents(Difference difference) {
        return new RequestImpact.Documents(difference.count(), difference.documents(), difference.doubtful());
    }
}
