package io.sallyport.gateway;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.AuthenticationFacts;
import io.sallyport.audit.Body;
import io.sallyport.audit.Received;
import io.sallyport.audit.RequestContext;
import io.sallyport.audit.RequestId;
import io.sallyport.audit.SubjectIdentity;
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

    private static final int MOST_COLLECTIONS = 128;

    /// What every entry of the request repeats.
    ///
    /// @throws io.sallyport.audit.AuditUnavailable when nothing about the subject can be recorded
    RequestContext context(AuditLog log) {
        return new RequestContext(
                new RequestId(requestId),
                UUID.randomUUID().toString().replace("-", ""),
                claimedTrace,
                subject.tenant().value(),
                log.register(identity(subject)),
                subject.client().value(),
                route);
    }

    /// Who a subject is to the audit log.
    static SubjectIdentity identity(Subject subject) {
        return new SubjectIdentity(subject.issuer(), subject.id().value());
    }

    /// The first entry of the request.
    Received received(Optional<String> purpose, Optional<String> model, Terms terms, boolean streamed, long bytes) {
        return new Received(
                purpose,
                model,
                terms.collections().stream().sorted().limit(MOST_COLLECTIONS).toList(),
                streamed,
                bytes,
                authentication(),
                List.of(new Body(Body.Part.SOURCE_ADDRESS, sourceAddress)));
    }

    private AuthenticationFacts authentication() {
        boolean delegated = !subject.client().value().equals(subject.id().value());
        return new AuthenticationFacts(subject.signIn().methods(), subject.signIn().multiFactor(), delegated);
    }
}
