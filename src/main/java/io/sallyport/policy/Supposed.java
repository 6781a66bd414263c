package io.sallyport.policy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.sallyport.document.Acl;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;
import io.sallyport.document.FieldType;
import io.sallyport.document.Schema;
import io.sallyport.identity.Claims;
import io.sallyport.identity.Clearance;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.Group;
import io.sallyport.identity.Role;
import io.sallyport.identity.SignIn;
import io.sallyport.identity.Subject;
import io.sallyport.identity.SubjectId;
import io.sallyport.identity.Tenant;

/// Makes subjects and documents of values that are already of the vocabulary's types, so that they take the same way
/// through a decision as real ones: attributes of a subject become claims again, missing ones stay missing.
///
/// For ACLs a subject is what its attributes `id`, `groups` and `roles` say.
final class Supposed {

    /// What may be said of a subject for ACLs, whether or not rules may read it.
    static final Set<String> FOR_ACLS = Set.of("groups", "roles");

    private static final String ISSUER = "urn:sallyport:supposed";
    private static final String NONE = "none";
    private static final Collection COLLECTION = new Collection("supposed");

    private final Vocabulary vocabulary;

    Supposed(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// @param name       stands for an `id` that is not stated
    /// @param attributes by the vocabulary's names, a level as its position
    /// @throws IllegalArgumentException when an id, tenant, group or role could not be one
    Subject subject(String name, Map<String, Object> attributes, ClientId client) {
        return new Subject(
                ISSUER,
                new SubjectId(text(attributes, "id").orElse(name)),
                new Tenant(text(attributes, "tenant").orElse(NONE)),
                client,
                names(attributes, "groups", Group::new),
                names(attributes, "roles", Role::new),
                Optional.ofNullable(attributes.get("clearance")).filter(Long.class::isInstance)
                        .map(rank -> new Clearance(level((Long) rank))),
                new SignIn(List.of(), false),
                claims(attributes));
    }

    private Claims claims(Map<String, Object> attributes) {
        var claims = new LinkedHashMap<String, Object>();
        for (var field : vocabulary.subject()) {
            Optional.ofNullable(attributes.get(field.name()))
                    .map(value -> field.type() == FieldType.LEVEL ? level((Long) value) : value)
                    .ifPresent(value -> claims.put(field.claim(), value));
        }
        return new Claims(claims);
    }

    private String level(long rank) {
        return vocabulary.schema().levels().get((int) rank);
    }

    /// A document of these attributes and no others. One without a tenant or classification is one that rules never see.
    ///
    /// @param changedAt fills `updatedAt` when it is not stated, as the gateway would
    /// @throws IllegalArgumentException when the tenant or the name could not be one
    Document document(String name, Map<String, Object> attributes, Acl acl, Instant changedAt) {
        var all = new LinkedHashMap<>(attributes);
        vocabulary.schema().field(Schema.UPDATED_AT).ifPresent(field -> all.putIfAbsent(field.name(), changedAt));
        return new Document(
                new DocumentId(new Tenant(text(attributes, Schema.TENANT).orElse(NONE)), COLLECTION, name),
                new DocumentVersion(NONE),
                name,
                "",
                vocabulary.schema()
                        .classification(attributes.get(Schema.CLASSIFICATION) instanceof Long rank ? rank : 0)
                        .orElseThrow(),
                acl,
                all,
                changedAt);
    }

    private static Optional<String> text(Map<String, Object> attributes, String name) {
        return Optional.ofNullable(attributes.get(name)).filter(String.class::isInstance).map(String.class::cast);
    }

    private static <T> Set<T> names(Map<String, Object> attributes, String name, Function<String, T> kind) {
        return attributes.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).map(kind).collect(Collectors.toSet())
                : Set.of();
    }
}
