package io.sallyport.api.policies;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import tools.jackson.databind.node.ObjectNode;

import io.sallyport.api.Fields;
import io.sallyport.api.JsonValues;
import io.sallyport.api.Malformed;
import io.sallyport.document.Acl;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Principal;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.Subject;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Channel;
import io.sallyport.policy.ModelId;
import io.sallyport.policy.Purpose;
import io.sallyport.policy.WhatIf;
import io.sallyport.web.SubjectResolver;

/// Reads whom, what and when an explanation is about. Nothing here authenticates anybody: it is only supposed.
final class Supposition {

    private static final String USUAL_CLIENT = "explain";
    private static final String USUAL_CHANNEL = "api";
    private static final String ISSUER = "iss";
    private static final int MOST_PRINCIPALS = 1_000;
    private static final int LONGEST_PRINCIPAL = 400;

    private final WhatIf whatIf;
    private final SubjectResolver resolver;
    private final Instant now;

    /// @param now stands for a time that is not stated
    Supposition(WhatIf whatIf, SubjectResolver resolver, Instant now) {
        this.whatIf = whatIf;
        this.resolver = resolver;
        this.now = now;
    }

    /// Names a document that is held.
    record DocumentName(String collection, String id) {}

    AccessRequest request(Fields body) {
        body.only("subject", "claims", "request", "model", "document", "document_id", "collection", "tenant");
        var request = body.object("request");
        request.only("purpose", "channel", "clientId", "time", "hour", "breakGlass");
        return request(subject(body, client(request)), request, model(body));
    }

    /// The client that a request states.
    static Optional<ClientId> client(Fields request) {
        return request.name("clientId").map(ClientId::new);
    }

    /// What the subject would ask; fields that are not of a request are left alone.
    AccessRequest request(Subject subject, Fields request, ModelId model) {
        return new AccessRequest(
                subject,
                possible(request.path("purpose"), () -> new Purpose(request.name("purpose")
                        .orElseThrow(() -> Malformed.field(request.path("purpose"), "must say what for")))),
                possible(request.path("channel"),
                        () -> new Channel(request.name("channel").orElse(USUAL_CHANNEL))),
                model,
                time(request),
                request.flag("breakGlass"));
    }

    /// Who asks: `subject` or `claims`.
    Subject subject(Fields body, Optional<ClientId> client) {
        var attributes = object(body, "subject");
        var claims = object(body, "claims");
        if (attributes.isPresent() == claims.isPresent()) {
            throw Malformed.field(body.path("subject"), "or claims must say who asks, one of them");
        }
        return attributes
                .map(stated -> possible(body.path("subject"),
                        () -> whatIf.subject(stated, client.orElse(new ClientId(USUAL_CLIENT)))))
                .orElseGet(() -> ofClaims(body.path("claims"), claims.orElseThrow(), client));
    }

    /// As the gateway would read them from an access token, whose issuer need not be stated.
    private Subject ofClaims(String field, Map<String, Object> stated, Optional<ClientId> client) {
        var claims = new HashMap<>(stated);
        claims.putIfAbsent(ISSUER, "urn:sallyport:supposed");
        var subject = possible(field, () -> resolver.subject(claims));
        return client.map(subject::using).orElse(subject);
    }

    /// The model that is named; the caller when none is.
    static ModelId model(Fields body) {
        var name = body.name("model").orElse(ModelId.CALLER.value());
        return name.equals(ModelId.CALLER.value())
                ? ModelId.CALLER
                : ModelId.asked(name)
                        .orElseThrow(() -> Malformed.field(body.path("model"), "must be the name of a model"));
    }

    private Instant time(Fields request) {
        var stated = request.text("time", 64).map(text -> instant(request.path("time"), text));
        var hour = request.whole("hour", 0, 23);
        if (hour.isEmpty()) {
            return stated.orElse(now);
        }
        var time = stated.orElse(now);
        return whatIf.atHour(time, hour.getAsInt())
                .filter(moved -> stated.isEmpty() || moved.equals(time))
                .orElseThrow(() -> Malformed.field(request.path("hour"), "must agree with time, or be left out"));
    }

    private static Instant instant(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw Malformed.field(field, "must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    /// The document that is supposed; absent when none is.
    Optional<Document> document(Fields body) {
        if (body.node("document").isEmpty()) {
            return Optional.empty();
        }
        for (var other : List.of("document_id", "collection", "tenant")) {
            if (body.node(other).isPresent()) {
                throw Malformed.field(other, "and document exclude each other");
            }
        }
        var document = body.object("document").only("attributes", "acl");
        var attributes = object(document, "attributes")
                .orElseThrow(
                        () -> Malformed.field(document.path("attributes"), "must say what is known of the document"));
        return Optional.of(possible(
                document.path("attributes"),
                () -> whatIf.document(attributes, acl(document), now)));
    }

    private static Acl acl(Fields document) {
        if (document.node("acl").isEmpty()) {
            return new Acl(Set.of(Principal.EVERYONE), Set.of());
        }
        var acl = document.object("acl").only("allow", "deny");
        return new Acl(principals(acl, "allow"), principals(acl, "deny"));
    }

    private static Set<Principal> principals(Fields acl, String name) {
        return acl.texts(name, MOST_PRINCIPALS, LONGEST_PRINCIPAL).orElse(List.of()).stream()
                .map(line -> Principal.parse(line).orElseThrow(
                        () -> Malformed.field(acl.path(name), "must name user:…, group:…, role:… or everyone")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The document that is named; absent when none is.
    static Optional<DocumentName> documentName(Fields body) {
        var id = body.text("document_id", 200);
        var collection = body.name("collection");
        if (id.isPresent() != collection.isPresent()) {
            throw Malformed.field(id.isPresent() ? "collection" : "document_id", "must be stated as well");
        }
        if (id.isEmpty() && body.node("tenant").isPresent()) {
            throw Malformed.field("tenant", "is for document_id only");
        }
        id.filter(name -> !DocumentId.isName(name)).ifPresent(wrong -> {
            throw Malformed.field("document_id", "must be the id of a document");
        });
        collection.filter(name -> !Collection.isName(name)).ifPresent(wrong -> {
            throw Malformed.field("collection", "must be the name of a collection");
        });
        return id.map(name -> new DocumentName(collection.orElseThrow(), name));
    }

    private static Optional<Map<String, Object>> object(Fields fields, String name) {
        return fields.node(name).map(node -> {
            if (node instanceof ObjectNode object) {
                return JsonValues.of(object);
            }
            throw Malformed.field(fields.path(name), "must be an object");
        });
    }

    private static <T> T possible(String field, Supplier<T> made) {
        try {
            return made.get();
        } catch (WhatIf.NotPossible impossible) {
            String name = impossible.attribute().isEmpty() ? field : field + "." + impossible.attribute();
            throw Malformed.field(name, impossible.expectation());
        } catch (IllegalArgumentException impossible) {
            throw Malformed.field(field, "is not possible: " + impossible.getMessage());
        }
    }
}
