package io.sallyport.audit;

import java.time.Instant;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/// Which entries to read. Each empty criterion selects all; together they all must hold.
///
/// @param tenant tenant of the entry; entries of no tenant are then left out
/// @param kind wire name of the kind
/// @param subject subject of a request, or who did it
/// @param client client of a request
/// @param request id of a request
/// @param document `<collection>/<id>` of a document disclosed, written, deleted or shared
/// @param model model asked for or called
/// @param from earliest time, inclusive
/// @param to latest time, exclusive
public record EntryFilter(Optional<String> tenant, Optional<String> kind, Optional<String> subject,
        Optional<String> client, Optional<String> request, Optional<String> document, Optional<String> model,
        Optional<Instant> from, Optional<Instant> to) {

    /// Selects all entries of all tenants.
    public static EntryFilter all() {
        return new EntryFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The same, for one tenant only.
    public EntryFilter ofTenant(String only) {
        return new EntryFilter(Optional.of(only), kind, subject, client, request, document, model, from, to);
    }

    /// The same, for one kind only.
    public EntryFilter ofKind(String only) {
        return new EntryFilter(tenant, Optional.of(only), subject, client, request, document, model, from, to);
    }

    /// The same, for one request only.
    public EntryFilter ofRequest(RequestId only) {
        return new EntryFilter(tenant, kind, subject, client, Optional.of(only.value()), document, model, from, to);
    }

    /// The same, for one subject only.
    public EntryFilter ofSubject(SubjectReference only) {
        return new EntryFilter(tenant, kind, Optional.of(only.value()), client, request, document, model, from, to);
    }

    /// The same, for one document only.
    public EntryFilter ofDocument(String path) {
        return new EntryFilter(tenant, kind, subject, client, request, Optional.of(path), model, from, to);
    }

    boolean selects(JsonNode entry) {
        return is(tenant, entry, "tenant") && is(kind, entry, "kind") && is(client, entry, "client")
                && is(request, entry, "request") && is(model, entry, "model")
                && (is(subject, entry, "subject") || is(subject, entry, "by")) && concerns(entry) && within(entry);
    }

    private static boolean is(Optional<String> wanted, JsonNode entry, String member) {
        return wanted.isEmpty() || wanted.get().equals(entry.path(member).asString(""));
    }

    private boolean concerns(JsonNode entry) {
        if (document.isEmpty() || isDocument(entry.path("document"))) {
            return true;
        }
        for (JsonNode listed : entry.path("documents")) {
            if (isDocument(listed)) {
                return true;
            }
        }
        return false;
    }

    private boolean isDocument(JsonNode found) {
        return document
                .equals(Optional.of(found.path("collection").asString("") + "/" + found.path("id").asString("")));
    }

    private boolean within(JsonNode entry) {
        if (from.isEmpty() && to.isEmpty()) {
            return true;
        }
        Instant at = Instant.parse(entry.required("at").asString());
        return from.map(earliest -> !at.isBefore(earliest)).orElse(true)
                && to.map(latest -> at.isBefore(latest)).orElse(true);
    }
}
