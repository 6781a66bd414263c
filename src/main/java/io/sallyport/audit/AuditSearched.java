package io.sallyport.audit;

import java.util.List;
import java.util.OptionalLong;

/// An officer read the audit log.
///
/// @param by the officer
/// @param tenant tenant of the officer
/// @param purpose purpose stated
/// @param hits entries shown
/// @param first lowest position shown
/// @param last highest position shown
/// @param bodies what was searched for
public record AuditSearched(SubjectReference by, String tenant, String purpose, long hits, OptionalLong first,
        OptionalLong last, List<Body> bodies) implements OperationalEvent {

    public AuditSearched {
        Require.name(tenant, "tenant");
        Require.name(purpose, "purpose");
        Require.notNegative(hits, "hits");
        bodies = Require.atMost(Require.BODIES, bodies, "bodies");
    }
}
