package io.sallyport.audit;

import java.util.List;
import java.util.Optional;

/// The re-check dropped hits that the search index had let through.
///
/// @param drift how they differ
/// @param documents `collection/id` of the hits, at most 128
/// @param count how many hits
/// @param request the request that found it
public record DriftFound(Drift drift, List<String> documents, int count,
        Optional<RequestId> request) implements OperationalEvent {

    public DriftFound {
        documents = Require.atMost(Require.DOCUMENTS, documents, "documents");
        Require.notNegative(count, "count");
    }
}
