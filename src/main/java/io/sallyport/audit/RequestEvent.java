package io.sallyport.audit;

/// An event of one request. It is recorded through the [AuditTrail] of that request, which adds the
/// [RequestContext]; a request begins with [Received] and ends with exactly one [ClosingEvent].
public sealed interface RequestEvent extends AuditEvent
        permits Received, Egressed, Disclosed, Released, ClosingEvent {}
