package io.sallyport.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.redaction.Treatment;

/// The JSON Schema (draft 2020-12) of policy files, for editors. Made of the tables by which the loader reads; it knows
/// less than the loader, which also knows the vocabulary and CEL.
public final class PolicyFileSchema {

    private static final Map<String, Object> TEXT = Map.of("type", "string", "minLength", 1);
    private static final Map<String, Object> TEXTS = Map.of("type", "array", "items", TEXT);
    private static final Map<String, Object> ANYTHING = Map.of("type", "object");
    private static final List<String> LIMITS = List.of("requestsPerMinute", "maxDocuments");

    private PolicyFileSchema() {}

    /// The schema as it stands in `docs/reference/policy.schema.json`.
    public static String text() {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build()
                .writeValueAsString(document()) + "\n";
    }

    private static Map<String, Object> document() {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Sallyport policy file");
        schema.put("type", "object");
        schema.put("properties", properties(
                "apiVersion", Map.of("const", PolicyDocument.VERSION),
                "kind", words(Kind.words()),
                "metadata", closed(PolicyDocument.METADATA_KEYS, Map.of("name", TEXT, "owner", TEXT)),
                "spec", ANYTHING));
        schema.put("required", PolicyDocument.KEYS);
        schema.put("additionalProperties", false);
        schema.put("allOf", Stream.of(Kind.values()).map(kind -> when(kind, spec(kind))).toList());
        return schema;
    }

    private static Map<String, Object> when(Kind kind, Map<String, Object> spec) {
        var branch = new LinkedHashMap<String, Object>();
        branch.put("if",
                Map.of("properties", Map.of("kind", Map.of("const", kind.word())), "required", List.of("kind")));
        branch.put("then", Map.of("properties", Map.of("spec", spec)));
        return branch;
    }

    private static Map<String, Object> spec(Kind kind) {
        return switch (kind) {
            case VOCABULARY -> vocabulary();
            case REQUEST, RETRIEVAL ->
                closed(List.of("rules"), Map.of("rules", rules("effect", words(Effect.words()))));
            case MODEL -> closed(List.of("rules"), properties("models", models(), "rules",
                    rules("effect", words(Effect.words()))));
            case OBLIGATION -> closed(List.of("rules"), Map.of("rules", rules("apply", apply())));
            case TEST -> test();
        };
    }

    private static Map<String, Object> rules(String payload, Map<String, Object> schema) {
        var rule = closed(RuleReader.keys(payload), properties(
                "id", matching(RuleReader.ID.pattern(), "unique in the file"),
                payload, schema,
                "reason", described(Map.of("type", "string", "minLength", 1, "maxLength", RuleReader.LONGEST_REASON),
                        "what a caller reads whom the rule refuses"),
                "when", described(TEXT, "CEL, as a literal block: | and the expression on the next, indented line")));
        return list(rule, 0, RuleReader.MOST_RULES);
    }

    private static Map<String, Object> models() {
        return list(Map.of("type", "object", "required", List.of("id"), "properties",
                Map.of("id", described(TEXT, "'caller' stands for passages without a model"))), 0,
                ModelReader.MOST_MODELS);
    }

    private static Map<String, Object> vocabulary() {
        var name = VocabularyReader.NAME.pattern();
        var type = words(VocabularyReader.TYPES);
        var field = closed(VocabularyReader.FIELD_KEYS, properties(
                "type", type,
                "required", described(Map.of("type", "boolean"), "a document without it is visible to nobody"),
                "index", matching(VocabularyReader.INDEX_PATH.pattern(), "where the index holds it")));
        var claim = closed(VocabularyReader.SUBJECT_KEYS, properties(
                "type", type,
                "claim", described(TEXT, "name of the claim, or a path with dots"),
                VocabularyReader.MAX_ITEMS_KEY, number(1, VocabularyReader.MOST_ITEMS)));
        var typed = closed(List.of("type"), Map.of("type", type));
        return closed(VocabularyReader.KEYS, properties(
                "levels", list(matching(name, "a level; lowest first"), 1, VocabularyReader.MOST_LEVELS),
                "document", named(name, field),
                "subject", named(name, claim),
                "request", closed(List.of(), RequestField.names().stream()
                        .collect(Collectors.toMap(name1 -> name1, name1 -> typed, (one, other) -> one,
                                LinkedHashMap::new))),
                "model", named(name, typed)));
    }

    private static Map<String, Object> apply() {
        var obligations = properties(
                "redact", closed(List.of("entities", "treatment"), properties(
                        "entities", list(TEXT, 1, VocabularyReader.MOST_FIELDS),
                        "treatment", words(ObligationReader.TREATMENTS),
                        "restore", words(List.of("subject", "nobody")),
                        "keepLast", number(0, Treatment.Mask.MOST))),
                "citations", closed(List.of("minimum"), Map.of("minimum", number(1, 100))),
                "limits", limits());
        obligations.keySet().retainAll(ObligationReader.HANDLED);
        var apply = closed(List.of(), obligations);
        apply.put("minProperties", 1);
        return apply;
    }

    private static Map<String, Object> limits() {
        var limits = closed(List.of(), LIMITS.stream().collect(Collectors.toMap(limit -> limit,
                limit -> number(1, ObligationReader.MOST), (one, other) -> one, LinkedHashMap::new)));
        limits.put("minProperties", 1);
        return limits;
    }

    private static Map<String, Object> test() {
        var principals = closed(List.of("allow"), properties("allow", TEXTS, "deny", TEXTS));
        var expect = closed(List.of("request"), properties(
                "request", words(Effect.words()),
                "rule", TEXT,
                "documents", TEXTS,
                "redact", Map.of("type", List.of("array", "object")),
                "citations", number(0, 100),
                "limits", limits()));
        var test = closed(List.of("name", "subject", "request", "model", "expect"), properties(
                "name", TEXT,
                "subject", described(TEXT, "one of the subjects above"),
                "request", closed(List.of("purpose"), properties(
                        "purpose", TEXT, "clientId", TEXT, "channel", TEXT, "time", TEXT, "hour", number(0, 23),
                        "breakGlass", Map.of("type", "boolean"))),
                "model", TEXT,
                "expect", expect));
        return closed(List.of("now", "subjects", "cases"), properties(
                "now", described(TEXT, "the time of every case that states none"),
                "subjects", Map.of("type", "object", "additionalProperties", ANYTHING),
                "documents", Map.of("type", "object", "additionalProperties",
                        Map.of("type", "object", "properties", Map.of("acl", principals))),
                "cases", list(test, 1, 500)));
    }

    private static Map<String, Object> words(Collection<String> words) {
        return Map.of("enum", words);
    }

    private static Map<String, Object> number(int least, int most) {
        return properties("type", "integer", "minimum", least, "maximum", most);
    }

    private static Map<String, Object> matching(String pattern, String description) {
        return properties("type", "string", "pattern", "^(" + pattern + ")$", "description", description);
    }

    private static Map<String, Object> described(Map<String, Object> schema, String description) {
        var described = new LinkedHashMap<String, Object>();
        schema.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> described.put(entry.getKey(), entry.getValue()));
        described.put("description", description);
        return described;
    }

    private static Map<String, Object> list(Map<String, Object> items, int least, int most) {
        return properties("type", "array", "minItems", least, "maxItems", most, "items", items);
    }

    private static Map<String, Object> named(String pattern, Map<String, Object> values) {
        return properties("type", "object", "maxProperties", VocabularyReader.MOST_FIELDS, "propertyNames",
                Map.of("pattern", "^(" + pattern + ")$"), "additionalProperties", values);
    }

    private static Map<String, Object> closed(List<String> required, Map<String, Object> properties) {
        return properties("type", "object", "properties", properties, "required", required, "additionalProperties",
                false);
    }

    private static Map<String, Object> properties(Object... entries) {
        var properties = new LinkedHashMap<String, Object>();
        for (int place = 0; place < entries.length; place += 2) {
            properties.put((String) entries[place], entries[place + 1]);
        }
        return properties;
    }
}
