package io.sallyport.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.Schema;

/// Reads the spec of a `Vocabulary`.
final class VocabularyReader {

    static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,62}");
    static final Pattern INDEX_PATH = Pattern.compile("acl\\.[a-z][a-z0-9_]{0,62}");
    static final int MOST_LEVELS = 100;
    static final int MOST_FIELDS = 200;
    static final int MOST_ITEMS = 50_000;

    /// Fields the gateway fills from the document itself, and the types it fills them with.
    private static final Map<String, FieldType> FILLED = Map.of(
            Schema.TENANT,
            FieldType.STRING,
            Schema.CLASSIFICATION,
            FieldType.LEVEL,
            Schema.UPDATED_AT,
            FieldType.TIMESTAMP);

    static final List<String> TYPES = Arrays.stream(FieldType.values()).map(FieldType::vocabularyName).toList();

    static final List<String> KEYS = List.of("levels", "document", "subject", "request", "model");
    static final List<String> FIELD_KEYS = List.of("type", "required", "index");
    static final List<String> SUBJECT_KEYS = List.of("type", "claim");
    static final String MAX_ITEMS_KEY = "maxItems";

    private VocabularyReader() {}

    /// The vocabulary; whoever calls this looks into the log before using it.
    static Vocabulary read(YamlNode spec) {
        var entries = spec.entries(KEYS);
        var levels = spec.require(entries, "levels").map(VocabularyReader::levels).orElse(List.of());
        var fields = spec.require(entries, "document").map(VocabularyReader::fields).orElse(Map.of());
        var subject = spec.require(entries, "subject").map(VocabularyReader::subject).orElse(List.of());
        var request = spec.require(entries, "request").map(VocabularyReader::request).orElse(List.of());
        var model = spec.require(entries, "model").map(VocabularyReader::model).orElse(Map.of());
        return new Vocabulary(new Schema(levels.isEmpty() ? List.of("none") : levels, fields), subject, request, model);
    }

    private static List<String> levels(YamlNode node) {
        var levels = new LinkedHashSet<String>();
        for (var item : node.items()) {
            item.text(NAME).filter(name -> !levels.add(name)).ifPresent(name -> item.problem("duplicate level"));
        }
        if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
            node.problem("expected 1 to %d levels, lowest first".formatted(MOST_LEVELS));
        }
        return List.copyOf(levels);
    }

    private static Map<String, Field> fields(YamlNode node) {
        var fields = new LinkedHashMap<String, Field>();
        var entries = named(node);
        entries.forEach((name, field) -> field(name, field).ifPresent(read -> fields.put(name, read)));
        for (var name : List.of(Schema.TENANT, Schema.CLASSIFICATION)) {
            node.require(entries, name);
        }
        reportSharedPaths(entries, fields.values());
        return fields;
    }

    private static Optional<Field> field(String name, YamlNode node) {
        var entries = node.entries(FIELD_KEYS);
        var type = node.require(entries, "type").flatMap(VocabularyReader::type);
        var required = node.require(entries, "required").flatMap(YamlNode::bool);
        var path = node.require(entries, "index").flatMap(index -> index.text(INDEX_PATH));
        if (type.isEmpty() || required.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        var filled = Optional.ofNullable(FILLED.get(name));
        if (filled.isPresent() && (filled.get() != type.get() || !required.get())) {
            node.problem(
                    "the gateway fills '%s'; expected type %s and required: true"
                            .formatted(name, filled.get().vocabularyName()));
        }
        return Optional.of(new Field(name, type.get(), required.get(), path.get()));
    }

    private static void reportSharedPaths(Map<String, YamlNode> nodes, Collection<Field> fields) {
        var owners = new HashMap<>(Map.of(Schema.ALLOW.path(), "the ACL", Schema.DENY.path(), "the ACL"));
        for (var field : fields) {
            for (var path : paths(field)) {
                var owner = Optional.ofNullable(owners.putIfAbsent(path, "'%s'".formatted(field.name())));
                owner.ifPresent(
                        other -> Objects.requireNonNull(nodes.get(field.name()))
                                .problem("index path %s is taken by %s".formatted(path, other)));
            }
        }
    }

    private static List<String> paths(Field field) {
        return field.type() == FieldType.STRING_LIST
                ? List.of(field.path(), field.countPath())
                : List.of(field.path());
    }

    private static List<SubjectField> subject(YamlNode node) {
        var fields = new ArrayList<SubjectField>();
        named(node).forEach((name, field) -> subjectField(name, field).ifPresent(fields::add));
        return fields;
    }

    private static Optional<SubjectField> subjectField(String name, YamlNode node) {
        var entries = node.entries(Stream.concat(SUBJECT_KEYS.stream(), Stream.of(MAX_ITEMS_KEY)).toList());
        var type = node.require(entries, "type").flatMap(VocabularyReader::type);
        var claim = node.require(entries, "claim").flatMap(YamlNode::text);
        var bound = Optional.ofNullable(entries.get(MAX_ITEMS_KEY));
        if (bound.isPresent() && type.isPresent() && type.get() != FieldType.STRING_LIST) {
            bound.get().problemOfKey("maxItems is for lists only");
        }
        int maxItems = bound.flatMap(items -> items.number(1, MOST_ITEMS)).orElse(SubjectField.DEFAULT_MAX_ITEMS);
        return type.flatMap(known -> claim.map(path -> new SubjectField(name, known, path, maxItems)));
    }

    private static List<RequestField> request(YamlNode node) {
        var fields = new ArrayList<RequestField>();
        node.entries(RequestField.names()).forEach((name, entry) -> {
            var type = type(entry, List.of("type"));
            RequestField.named(name).ifPresent(field -> {
                fields.add(field);
                if (type.isPresent() && type.get() != field.type()) {
                    entry.problem(
                            "the gateway fills '%s'; expected type %s".formatted(name, field.type().vocabularyName()));
                }
            });
        });
        return fields;
    }

    private static Map<String, FieldType> model(YamlNode node) {
        var fields = new LinkedHashMap<String, FieldType>();
        named(node).forEach((name, entry) -> type(entry, List.of("type")).ifPresent(type -> fields.put(name, type)));
        if (fields.get("id") != FieldType.STRING) {
            node.problem("expected 'id: { type: string }'");
        }
        return fields;
    }

    private static Optional<FieldType> type(YamlNode node, List<String> allowed) {
        return node.require(node.entries(allowed), "type").flatMap(VocabularyReader::type);
    }

    private static Optional<FieldType> type(YamlNode node) {
        return node.word(TYPES).flatMap(FieldType::named);
    }

    /// The entries whose names a rule can write.
    private static Map<String, YamlNode> named(YamlNode node) {
        var entries = node.entries();
        if (entries.size() > MOST_FIELDS) {
            node.problem("expected at most %d fields".formatted(MOST_FIELDS));
        }
        entries.forEach((name, entry) -> {
            if (!NAME.matcher(name).matches()) {
                entry.problemOfKey("expected a name that matches " + NAME.pattern());
            }
        });
        return entries;
    }
}
