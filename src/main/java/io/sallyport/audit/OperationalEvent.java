package io.sallyport.audit;

/// An event outside the life of a single request, recorded with [AuditLog#append(OperationalEvent)].
public sealed interface OperationalEvent extends AuditEvent
        permits DocumentWritten, DocumentDeleted, AclChanged, PolicyPublished, PolicyRejected, PolicyImpactRun,
        PolicyShadowDiffered, DriftFound,
        AuditSearched,
        AuthenticationFailed, Started, Stopped, Heartbeat, TornTailRecovered, CapacityLow, CapacityRestored,
        AuditWasUnavailable {}
