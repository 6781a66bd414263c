package io.sallyport.gateway;

import java.util.Optional;
import java.util.UUID;

import io.sallyport.audit.AuthenticationFacts;
import io.sallyport.audit.RequestContext;
import io.sallyport.audit.RequestId;
import io.sallyport.audit.SubjectReference;
import io.sallyport.identity.Subject;

/// Who asks, and through which request.
///
/// @param subject       the authenticated subject
/// @param requestId     our id of the request
/// @param claimedTrace  the `traceparent` the caller sent, unverified
/// @param route         method and path template
/// @param sourceAddress where the request came from
public record Asker(
        Subject subject, String requestId, Optional<String> claimedTrace, String route, String sourceAddress) {

    RequestContext context() {
        return new RequestContext(
                new RequestId(requestId),
                UUID.randomUUID().toString().replace("-", ""),
                claimedTrace,
                subject.tenant().value(),
                SubjectReference.of(subject.tenant().value(), subject.id().value()),
                subject.client().value(),
                route);
    }

    AuthenticationFacts authentication() {
        boolean delegated = !subject.client().value().equals(subject.id().value());
        return new AuthenticationFacts(subject.signIn().methods(), subject.signIn().multiFactor(), delegated);
    }
}
