package io.sallyport.audit;

import java.util.Optional;

/// What every entry of a request repeats. It is also kept in the head of each segment while the request is open, hence the bounds.
///
/// @param request the request
/// @param trace our trace id
/// @param claimedTrace the `traceparent` the caller sent, if it was well-formed
/// @param tenant tenant of the subject
/// @param subject who asks
/// @param client OAuth2 client that asks
/// @param route method and path template, such as `POST /v1/retrieve`
public record RequestContext(RequestId request, String trace, Optional<String> claimedTrace, String tenant,
        SubjectReference subject, String client, String route) {

    public RequestContext {
        Require.name(trace, "trace");
        claimedTrace.ifPresent(value -> Require.name(value, "claimedTrace"));
        Require.name(tenant, "tenant");
        Require.name(client, "client");
        Require.name(route, "route");
    }
}
