package io.sallyport.index;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

/// Documents and a vocabulary with a field of every type.
public final class Samples {

    public static final Tenant HALDEN = new Tenant("halden");
    public static final Collection FINANCE = new Collection("finance");
    public static final Acl ALL_STAFF = acl("group:all-staff");
    public static final Schema SCHEMA = schema(List.of("public", "internal", "confidential", "secret"));

    private Samples() {}

    /// The vocabulary of the tests over those levels.
    public static Schema schema(List<String> levels) {
        var fields = new LinkedHashMap<String, Field>();
        List.of(
                new Field("tenant", FieldType.STRING, true, "acl.tenant"),
                new Field("classification", FieldType.LEVEL, true, "acl.classification"),
                new Field("tags", FieldType.STRING_LIST, false, "acl.tags"),
                new Field("region", FieldType.STRING, false, "acl.region"),
                new Field("pages", FieldType.INT, false, "acl.pages"),
                new Field("score", FieldType.DOUBLE, false, "acl.score"),
                new Field("draft", FieldType.BOOL, false, "acl.draft"),
                new Field("embargoUntil", FieldType.TIMESTAMP, false, "acl.embargo_until"))
                .forEach(field -> fields.put(field.name(), field));
        return new Schema(levels, fields);
    }

    public static Field field(String name) {
        return SCHEMA.field(name).orElseThrow();
    }

    public static DocumentId id(String name) {
        return new DocumentId(HALDEN, FINANCE, name);
    }

    public static Acl acl(String... allow) {
        return new Acl(Arrays.stream(allow).map(Principal::new).collect(Collectors.toSet()), Set.of());
    }

    /// A document in its first version, open to all staff.
    public static Document document(String name) {
        return document(id(name), ALL_STAFF, Map.of());
    }

    public static Document document(DocumentId id, Acl acl, Map<String, Object> more) {
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("tenant", id.tenant().value());
        attributes.put("classification", 1L);
        attributes.putAll(more);
        var level = SCHEMA.classification((Long) attributes.get("classification")).orElseThrow();
        var updated = Instant.parse("2026-09-14T08:30:00Z");
        return new Document(id, DocumentVersion.next(), "Title of " + id.name(),
                "https://intranet.halden.example/" + id.name(), level, acl, attributes, updated);
    }

    /// The same document with another text.
    public static Document rewritten(Document document) {
        return new Document(
                document.id(), DocumentVersion.next(), document.title(), document.uri(), document.classification(),
                document.acl(), document.attributes(), document.updatedAt());
    }

    public static List<Chunk> chunks(Document document, String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(at -> new Chunk(document.id(), document.version(), at, texts[at]))
                .toList();
    }
}
