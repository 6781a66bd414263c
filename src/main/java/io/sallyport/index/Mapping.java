package io.sallyport.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import tools.jackson.databind.node.ObjectNode;

import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.Schema;

/// The explicit mapping of one index: its leaves by path, and the levels whose positions it stores.
///
/// @param leaves definition of each field by its dotted path
/// @param levels names of the levels, lowest first
record Mapping(Map<String, ObjectNode> leaves, List<String> levels) {

    /// Where `_meta` keeps the digest of the levels.
    static final String LEVELS_HASH = "levels_hash";
    /// Where `_meta` keeps their names, to say what differs.
    static final String LEVELS = "levels";

    private static final Pattern PATH = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)*");

    /// The types of the fields that Sallyport fills itself.
    private static final Map<String, FieldType> OWN = Map.of(
            Schema.TENANT,
            FieldType.STRING,
            Schema.CLASSIFICATION,
            FieldType.LEVEL,
            Schema.UPDATED_AT,
            FieldType.TIMESTAMP);

    Mapping {
        leaves = Collections.unmodifiableMap(new LinkedHashMap<>(leaves));
        levels = List.copyOf(levels);
        List<String> problems = problems(leaves.keySet());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /// The mapping of the authoritative records.
    static Mapping ofRecords(Schema schema) {
        var leaves = new Leaves();
        List.of(Paths.COLLECTION, Paths.TENANT, Paths.NAME, Paths.VERSION).forEach(path -> leaves.add(path, keyword()));
        List.of(Paths.TITLE, Paths.URI).forEach(path -> leaves.add(path, stored()));
        List.of(Paths.CLASSIFICATION, Paths.CHUNKS).forEach(path -> leaves.add(path, number("integer")));
        leaves.add(Paths.UPDATED_AT, date());
        return leaves.withAccess(schema);
    }

    /// The mapping of the chunks: their text, and the access fields of their document.
    static Mapping ofChunks(Schema schema) {
        var leaves = new Leaves();
        List.of(Paths.COLLECTION, Paths.TENANT, Paths.NAME, Paths.VERSION, Paths.RECORD, Paths.KEY)
                .forEach(path -> leaves.add(path, keyword()));
        List.of(Paths.TITLE, Paths.TEXT).forEach(path -> leaves.add(path, english()));
        leaves.add(Paths.ORDINAL, number("integer"));
        leaves.add(Paths.WRITTEN_AT, date());
        return leaves.withAccess(schema);
    }

    /// The whole mapping as Elasticsearch takes it.
    ObjectNode json() {
        ObjectNode mapping = Tree.object().put("dynamic", "strict");
        ObjectNode meta = mapping.putObject("_meta").put(LEVELS_HASH, levelsHash());
        levels.forEach(meta.putArray(LEVELS)::add);
        mapping.set("properties", Tree.properties(leaves));
        return mapping;
    }

    /// SHA-256 over the names of the levels in their order, in hex.
    String levelsHash() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(String.join("\n", levels).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static List<String> problems(java.util.Collection<String> paths) {
        var problems = new ArrayList<String>();
        for (String path : paths) {
            if (!PATH.matcher(path).matches()) {
                problems.add("index path %s is letters, digits and _ between dots".formatted(path));
            }
            paths.stream()
                    .filter(other -> other.startsWith(path + "."))
                    .forEach(other -> problems.add("index paths %s and %s exclude each other".formatted(path, other)));
        }
        return problems;
    }

    private static ObjectNode keyword() {
        return type("keyword");
    }

    private static ObjectNode stored() {
        return type("keyword").put("index", false).put("doc_values", false);
    }

    private static ObjectNode english() {
        return type("text").put("analyzer", "english");
    }

    private static ObjectNode number(String type) {
        return type(type).put("coerce", false).put("ignore_malformed", false);
    }

    private static ObjectNode date() {
        return type("date").put("format", "epoch_millis").put("ignore_malformed", false);
    }

    private static ObjectNode type(String name) {
        return Tree.object().put("type", name);
    }

    /// Leaves as they are collected; no path twice.
    private static final class Leaves {

        private final Map<String, ObjectNode> byPath = new LinkedHashMap<>();

        void add(String path, ObjectNode definition) {
            if (byPath.put(path, definition) != null) {
                throw new IllegalArgumentException("index path %s is used twice".formatted(path));
            }
        }

        Mapping withAccess(Schema schema) {
            OWN.forEach((name, type) -> schema.field(name)
                    .filter(field -> field.type() != type)
                    .ifPresent(field -> {
                        throw new IllegalArgumentException("field %s is a %s, not a %s"
                                .formatted(name, type.vocabularyName(), field.type().vocabularyName()));
                    }));
            add(Schema.ALLOW);
            add(Schema.DENY);
            schema.fields().values().forEach(this::add);
            return new Mapping(byPath, schema.levels());
        }

        private void add(Field field) {
            switch (field.type()) {
                case STRING -> add(field.path(), keyword());
                case LEVEL -> add(field.path(), number("integer"));
                case INT -> add(field.path(), number("long"));
                case BOOL -> add(field.path(), type("boolean").put("ignore_malformed", false));
                case DOUBLE -> add(field.path(), number("double"));
                case TIMESTAMP -> add(field.path(), date());
                case STRING_LIST -> {
                    add(field.path(), keyword());
                    add(field.countPath(), number("integer"));
                }
            }
        }
    }
}
