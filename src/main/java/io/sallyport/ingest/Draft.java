package io.sallyport.ingest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A document as its writer sent it, unchecked; what is absent was not sent. It never names a tenant.
///
/// @param classification name of a level of the vocabulary
/// @param acl            absent is not the same as empty: a document without an ACL is refused
/// @param attributes     JSON values by the names of the vocabulary: text, numbers, booleans, lists, maps,
///                       and null where the JSON says null
/// @param updatedAt      when the origin last changed it, ISO 8601 with a zone; now when absent
public record Draft(
        Optional<String> title,
        Optional<String> uri,
        Optional<String> text,
        Optional<String> classification,
        Optional<AclDraft> acl,
        Map<String, Object> attributes,
        Optional<String> updatedAt) {

    public Draft {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
