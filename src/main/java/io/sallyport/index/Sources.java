package io.sallyport.index;

import java.time.Instant;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.document.Acl;
import io.sallyport.document.Chunk;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Field;
import io.sallyport.document.Schema;

/// What the index stores for a document: the `_source` of its record and of each chunk.
final class Sources {

    private final Schema schema;

    Sources(Schema schema) {
        this.schema = schema;
    }

    /// @throws IllegalArgumentException when an attribute is not in the schema, or not of its type
    ObjectNode record(Document document, int chunks) {
        ObjectNode source = identity(document.id(), document.version().value())
                .put(Paths.TITLE, document.title())
                .put(Paths.URI, document.uri())
                .put(Paths.CLASSIFICATION, document.classification().rank())
                .put(Paths.CHUNKS, chunks);
        source.set(Paths.UPDATED_AT, Values.instant(document.updatedAt()));
        access(source, document);
        return source;
    }

    ObjectNode chunk(Document document, Chunk chunk, Instant now) {
        ObjectNode source = identity(chunk.document(), chunk.version().value())
                .put(Paths.RECORD, IndexNames.record(chunk.document()))
                .put(Paths.KEY, IndexNames.chunk(chunk.document(), chunk.version(), chunk.ordinal()))
                .put(Paths.ORDINAL, chunk.ordinal())
                .put(Paths.TITLE, document.title())
                .put(Paths.TEXT, chunk.text())
                .put(Paths.WRITTEN_AT, now.toEpochMilli());
        access(source, document);
        return source;
    }

    /// The fields of an ACL alone, to be merged into a source.
    static ObjectNode acl(Acl acl) {
        ObjectNode fields = Tree.object();
        list(fields, Schema.ALLOW, Acl.lines(acl.allow()));
        list(fields, Schema.DENY, Acl.lines(acl.deny()));
        return fields;
    }

    /// A copy of a record's source under another ACL.
    static ObjectNode withAcl(ObjectNode source, Acl acl) {
        ObjectNode copy = source.deepCopy();
        list(copy, Schema.ALLOW, Acl.lines(acl.allow()));
        list(copy, Schema.DENY, Acl.lines(acl.deny()));
        return copy;
    }

    private static ObjectNode identity(DocumentId id, String version) {
        return Tree.object()
                .put(Paths.COLLECTION, id.collection().name())
                .put(Paths.TENANT, id.tenant().value())
                .put(Paths.NAME, id.name())
                .put(Paths.VERSION, version);
    }

    private void access(ObjectNode source, Document document) {
        list(source, Schema.ALLOW, Acl.lines(document.acl().allow()));
        list(source, Schema.DENY, Acl.lines(document.acl().deny()));
        refuseUnknown(document);
        schema.fields().values().forEach(field -> field(source, document, field));
    }

    private void refuseUnknown(Document document) {
        if (!schema.fields().keySet().containsAll(document.attributes().keySet())) {
            throw new IllegalArgumentException(
                    "document %s has attributes the vocabulary lacks".formatted(document.id()));
        }
    }

    private static void field(ObjectNode source, Document document, Field field) {
        switch (field.type()) {
            case STRING_LIST -> document.value(field)
                    .ifPresentOrElse(value -> list(source, field, (List<?>) value), () -> count(source, field, 0));
            case STRING, LEVEL, INT, BOOL, DOUBLE, TIMESTAMP -> document.value(field)
                    .ifPresent(value -> Tree.set(source, field.path(), Values.write(field, value)));
        }
    }

    private static void list(ObjectNode source, Field field, List<?> values) {
        JsonNode array = Values.write(field, values);
        Tree.set(source, field.path(), array);
        count(source, field, array.size());
    }

    private static void count(ObjectNode source, Field field, int count) {
        Tree.set(source, field.countPath(), JsonNodeFactory.instance.numberNode(count));
    }
}
