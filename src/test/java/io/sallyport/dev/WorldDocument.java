package io.sallyport.dev;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A document of the demo world as its file has it.
///
/// @param allow      principals that may read it: `user:…`, `group:…`, `role:…`, `everyone`
/// @param deny       principals that may not, whatever `allow` says
/// @param attributes department, region, tags, compartments, patientId, embargoUntil; those that apply
/// @param text       the Markdown below the front matter
public record WorldDocument(String id, String title, URI uri, String collection, String tenant, Level classification,
        List<String> allow, List<String> deny, Map<String, Object> attributes, Instant updatedAt, String text) {

    public WorldDocument {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        attributes = Map.copyOf(attributes);
    }
}
