package io.sallyport.gateway;

import java.util.List;
import java.util.Optional;

import io.sallyport.policy.PolicyDifference;

/// What a candidate would change.
///
/// @param difference the rules that changed, with a witness for each change that shows
/// @param requests   what would become of each request that was tried, in their order
/// @param replay     what would become of requests of the audit log; absent when none were to be replayed
public record ImpactReport(
        PolicyDifference difference, List<RequestImpact> requests, Optional<ReplayReport> replay) {

    public ImpactReport {
        requests = List.copyOf(requests);
    }
}
