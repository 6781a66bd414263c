package io.sallyport.audit;

import java.util.List;

/// The request was answered in full.
///
/// @param tally how far it came
/// @param finish finish reason, such as `stop`
/// @param citations citations in the answer
/// @param redactions what was redacted in the answer, at most 64 entity types
/// @param bodies unstreamed answer before restoring, digest of what was sent
public record Answered(Tally tally, String finish, int citations, List<RedactionCount> redactions,
        List<Body> bodies) implements ClosingEvent {

    public Answered {
        Require.name(finish, "finish");
        Require.notNegative(citations, "citations");
        redactions = Require.atMost(Require.ENTITY_TYPES, redactions, "redactions");
        bodies = Require.atMost(Require.BODIES, bodies, "bodies");
    }
}
