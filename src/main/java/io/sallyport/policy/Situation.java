package io.sallyport.policy;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.sallyport.document.Acl;
import io.sallyport.document.Classification;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;
import io.sallyport.document.FieldType;
import io.sallyport.document.Principal;
import io.sallyport.document.Schema;
import io.sallyport.identity.Claims;
import io.sallyport.identity.Clearance;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.SignIn;
import io.sallyport.identity.Subject;
import io.sallyport.identity.SubjectId;
import io.sallyport.identity.Tenant;

/// A subject, request, model and document made up to try bundles on. What it does not say is as harmless as possible:
/// claims and attributes are missing, the document may be read by everyone.
///
/// @param values by field, as rules see them
/// @param model  the model asked for
record Situation(Map<FieldReference, Object> values, ModelId model) {

    static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final String SOMETHING = "something";

    Situation {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    Situation with(FieldReference field, Object value) {
        var changed = new TreeMap<>(values);
        changed.put(field, value);
        return new Situation(changed, model);
    }

    Situation without(FieldReference field) {
        var changed = new TreeMap<>(values);
        changed.remove(field);
        return new Situation(changed, model);
    }

    Situation with(ModelId other) {
        return new Situation(values, other);
    }

    /// The request, with the claims from which these vocabularies make the subject's values.
    AccessRequest request(List<Vocabulary> vocabularies) {
        var claims = new HashMap<String, Object>();
        vocabularies.forEach(vocabulary -> vocabulary.subject().forEach(
                field -> value(RuleLanguage.SUBJECT, field.name())
                        .ifPresent(value -> claims.put(field.claim(), claim(value, field.type(), vocabulary)))));
        return new AccessRequest(
                subject(claims),
                new Purpose(text(RequestField.PURPOSE)),
                new Channel(text(RequestField.CHANNEL)),
                model,
                value(RequestField.TIME, Instant.class).orElse(NOON),
                value(RequestField.BREAK_GLASS, Boolean.class).orElse(false));
    }

    private Subject subject(Map<String, Object> claims) {
        return new Subject(
                "https://issuer.example",
                new SubjectId(SOMETHING),
                new Tenant(SOMETHING),
                new ClientId(text(RequestField.CLIENT_ID)),
                Set.of(),
                Set.of(),
                Optional.<Clearance>empty(),
                new SignIn(List.of(), false),
                new Claims(claims));
    }

    private static Object claim(Object value, FieldType type, Vocabulary vocabulary) {
        return switch (type) {
            case LEVEL -> vocabulary.schema().classification((Long) value).map(Classification::name).orElse(SOMETHING);
            case TIMESTAMP -> value.toString();
            case STRING, INT, BOOL, DOUBLE, STRING_LIST -> value;
        };
    }

    /// The document; its levels are those of `schema`.
    Document document(Schema schema) {
        var attributes = new HashMap<String, Object>();
        values.forEach((field, value) -> {
            if (field.variable().equals(RuleLanguage.DOCUMENT)) {
                attributes.put(field.name(), value);
            }
        });
        var tenant = new Tenant(Optional.ofNullable(attributes.get(Schema.TENANT))
                .map(Object::toString)
                .filter(name -> Identifiers.isOne(name, 200))
                .orElse(SOMETHING));
        var level = Optional.ofNullable(attributes.get(Schema.CLASSIFICATION))
                .flatMap(rank -> schema.classification((Long) rank))
                .orElse(schema.classifications().getFirst());
        return new Document(
                new DocumentId(tenant, new Collection("any"), "any"),
                new DocumentVersion("1"),
                "Any document",
                "",
                level,
                new Acl(Set.of(Principal.EVERYONE), Set.of()),
                attributes,
                NOON);
    }

    /// In the words of rules, levels by name.
    Map<String, Object> shown(Vocabulary vocabulary) {
        var shown = new TreeMap<String, Object>();
        values.forEach((field, value) -> shown.put(field.toString(), shown(field, value, vocabulary)));
        shown.put("model.id", model.value());
        return shown;
    }

    private static Object shown(FieldReference field, Object value, Vocabulary vocabulary) {
        return Values.type(field, vocabulary).filter(type -> type == FieldType.LEVEL)
                .flatMap(type -> vocabulary.schema().classification((Long) value))
                .<Object>map(Classification::name)
                .orElse(value instanceof Instant instant ? instant.toString() : value);
    }

    private String text(RequestField field) {
        return value(field, String.class).filter(text -> Identifiers.isOne(text, 100)).orElse(SOMETHING);
    }

    private <T> Optional<T> value(RequestField field, Class<T> type) {
        return value(RuleLanguage.REQUEST, field.fieldName()).filter(type::isInstance).map(type::cast);
    }

    private Optional<Object> value(String variable, String name) {
        return Optional.ofNullable(values.get(new FieldReference(variable, name)));
    }
}
