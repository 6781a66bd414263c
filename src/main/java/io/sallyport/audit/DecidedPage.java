package io.sallyport.audit;

import java.util.List;
import java.util.OptionalLong;

/// Some of the decided requests a filter selects, newest first. A page may hold fewer than asked for, even none,
/// although more follow.
///
/// @param requests the requests; each is on one page only
/// @param received requests that began among the entries read, decided or not; the entry of a decision is always newer
/// @param next position to pass as `after` for the next page; empty if the end was reached
public record DecidedPage(List<DecidedRequest> requests, List<RequestId> received, OptionalLong next) {

    public DecidedPage {
        requests = List.copyOf(requests);
        received = List.copyOf(received);
    }
}
