package io.sallyport.document;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A document without its text: what the authoritative record holds and every access decision reads.
///
/// @param id             its identity
/// @param version        the text it has now
/// @param title          shown in citations
/// @param uri            where the origin keeps it; may be empty
/// @param classification its level
/// @param acl            who may read it, as the origin says
/// @param attributes     values of the schema's fields by name, each of the field's type; missing fields are left out.
///                       Instants are cut to milliseconds and lists lose repetitions, as in an index
/// @param updatedAt      when the origin last changed it
public record Document(
        DocumentId id,
        DocumentVersion version,
        String title,
        String uri,
        Classification classification,
        Acl acl,
        Map<String, Object> attributes,
        Instant updatedAt) {

    public Document {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a document has a title");
        }
        attributes = exact(attributes);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /// The value of a field of the schema, absent when the document has none.
    public Optional<Object> value(Field field) {
        return Optional.ofNullable(attributes.get(field.name()));
    }

    /// The index terms of a field: the elements of a list, the one value of a scalar, nothing when it is missing.
    public List<?> terms(Field field) {
        if (field.equals(Schema.ALLOW)) {
            return Acl.lines(acl.allow());
        }
        if (field.equals(Schema.DENY)) {
            return Acl.lines(acl.deny());
        }
        return value(field)
                .<List<?>>map(value -> value instanceof List<?> list ? list : List.of(value))
                .orElse(List.of());
    }

    /// As an index keeps them: instants in whole milliseconds, lists without repetition. Rules then see what is stored.
    private static Map<String, Object> exact(Map<String, Object> attributes) {
        var exact = new LinkedHashMap<String, Object>();
        attributes.forEach((name, value) -> exact.put(name, exact(value)));
        return Collections.unmodifiableMap(exact);
    }

    private static Object exact(Object value) {
        return switch (value) {
            case Instant instant -> instant.truncatedTo(ChronoUnit.MILLIS);
            case List<?> list -> list.stream().distinct().toList();
            default -> value;
        };
    }

    /// The same document under another ACL; its text, and so its version, stays.
    public Document with(Acl newAcl) {
        return new Document(id, version, title, uri, classification, newAcl, attributes, updatedAt);
    }
}
