package io.sallyport.index;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;

import io.sallyport.document.Acl;
import io.sallyport.document.Chunk;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.Principal;
import io.sallyport.document.Schema;
import io.sallyport.identity.Tenant;

/// Reads stored sources back. What is missing, malformed or not what it claims to be is absent, and so denied.
final class Reading {

    private Reading() {}

    /// The document a record's source describes, if it is wholly sound and is the one asked for.
    static Optional<Document> document(JsonNode source, DocumentId id, Schema schema) {
        try {
            return isOf(source, id)
                    ? Optional.of(parse(source, id, schema)).filter(Reading::agreesWithItself)
                    : Optional.empty();
        } catch (IllegalArgumentException | ClassCastException malformed) {
            return Optional.empty();
        }
    }

    /// The document a source says it is of.
    static Optional<DocumentId> identity(JsonNode source) {
        try {
            var collection = new Collection(text(source, Paths.COLLECTION));
            return Optional.of(
                    new DocumentId(new Tenant(text(source, Paths.TENANT)), collection, text(source, Paths.NAME)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// The chunk a hit's source describes.
    static Optional<Chunk> chunk(JsonNode source) {
        try {
            var collection = new Collection(text(source, Paths.COLLECTION));
            var id = new DocumentId(new Tenant(text(source, Paths.TENANT)), collection, text(source, Paths.NAME));
            int ordinal = Math.toIntExact(whole(source, Paths.ORDINAL));
            return Optional.of(new Chunk(id, version(source), ordinal, text(source, Paths.TEXT)));
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            return Optional.empty();
        }
    }

    /// The ACL a source holds.
    ///
    /// @throws IllegalArgumentException when it holds none
    static Acl acl(JsonNode source) {
        return new Acl(principals(source, Schema.ALLOW), principals(source, Schema.DENY));
    }

    /// The version a source names.
    ///
    /// @throws IllegalArgumentException when it names none
    static DocumentVersion version(JsonNode source) {
        return new DocumentVersion(text(source, Paths.VERSION));
    }

    private static boolean isOf(JsonNode source, DocumentId id) {
        return text(source, Paths.TENANT).equals(id.tenant().value())
                && text(source, Paths.COLLECTION).equals(id.collection().name())
                && text(source, Paths.NAME).equals(id.name());
    }

    private static boolean agreesWithItself(Document document) {
        Object tenant = document.attributes().get(Schema.TENANT);
        Object level = document.attributes().get(Schema.CLASSIFICATION);
        return (tenant == null || tenant.equals(document.id().tenant().value()))
                && (level == null || level.equals((long) document.classification().rank()));
    }

    private static Document parse(JsonNode source, DocumentId id, Schema schema) {
        return new Document(
                id,
                version(source),
                text(source, Paths.TITLE),
                text(source, Paths.URI),
                schema.classification(whole(source, Paths.CLASSIFICATION))
                        .orElseThrow(() -> lacks(Paths.CLASSIFICATION)),
                acl(source),
                attributes(source, schema),
                Instant.ofEpochMilli(whole(source, Paths.UPDATED_AT)));
    }

    private static Map<String, Object> attributes(JsonNode source, Schema schema) {
        var attributes = new LinkedHashMap<String, Object>();
        for (Field field : schema.fields().values()) {
            JsonNode json = Tree.at(source, field.path());
            if (!json.isMissingNode()) {
                Object value = Values.read(field, json, schema.levels().size()).orElseThrow(() -> lacks(field.path()));
                checkCount(source, field, value);
                attributes.put(field.name(), value);
            } else if (field.required()) {
                throw lacks(field.path());
            }
        }
        return attributes;
    }

    private static Set<Principal> principals(JsonNode source, Field list) {
        List<String> lines = Values.texts(Tree.at(source, list.path())).orElseThrow(() -> lacks(list.path()));
        checkCount(source, list, lines);
        var principals = new LinkedHashSet<Principal>();
        lines.forEach(line -> principals.add(new Principal(line)));
        return principals;
    }

    private static void checkCount(JsonNode source, Field field, Object value) {
        if (field.type() == FieldType.STRING_LIST
                && whole(source, field.countPath()) != ((List<?>) value).stream().distinct().count()) {
            throw lacks(field.countPath());
        }
    }

    private static String text(JsonNode source, String path) {
        return Values.text(Tree.at(source, path)).orElseThrow(() -> lacks(path));
    }

    private static long whole(JsonNode source, String path) {
        return Values.whole(Tree.at(source, path)).orElseThrow(() -> lacks(path));
    }

    private static IllegalArgumentException lacks(String path) {
        return new IllegalArgumentException("no sound value at " + path);
    }
}
