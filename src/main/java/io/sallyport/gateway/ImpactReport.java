package io.sallyport.gateway;

import java.util.List;

import io.sallyport.policy.PolicyDifference;

/// What a candidate would change.
///
/// @param difference the rules that changed, with a witness for each change that shows
/// @param requests   what would become of each request that was tried, in their order
public record ImpactReport(PolicyDifference difference, List<RequestImpact> requests) {

    public ImpactReport {
        requests = List.copyOf(requests);
    }
}
