package io.sallyport.audit;

import java.util.List;

/// Something that happened and is worth an entry. The kinds are closed and their fields are listed one by one: what is
/// not a field here cannot reach the log. Text only ever travels in [#bodies()], already redacted.
public sealed interface AuditEvent permits RequestEvent, OperationalEvent {

    /// The text that belongs to the event, stored beside its entry; at most [Require#BODIES] of them.
    default List<Body> bodies() {
        return List.of();
    }

    /// The wire name of the kind.
    default String kind() {
        return getClass().getSimpleName();
    }
}
