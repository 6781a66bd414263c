package io.sallyport.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Compares an existing index with what the vocabulary needs. Anything that could make a filter match what it must not,
/// such as values dropped by `ignore_above`, is a difference.
final class MappingCheck {

    private static final Map<String, JsonNode> DEFAULTS = defaults();
    private static final Set<String> ROOT = Set.of("dynamic", "_meta", "properties");
    private static final List<String> FOREIGN_SETTINGS = List.of(
            "mapping.ignore_malformed", "mapping.ignore_above", "mapping.coerce", "default_pipeline", "final_pipeline");

    private final Mapping expected;
    private final List<String> differences = new ArrayList<>();
    private final Map<String, ObjectNode> actual = new LinkedHashMap<>();

    /// @param expected the mapping of the vocabulary
    /// @param state    the index as `GET /<index>` describes it
    MappingCheck(Mapping expected, JsonNode state) {
        this.expected = expected;
        JsonNode mappings = state.path("mappings");
        root(mappings);
        levels(mappings.path("_meta"));
        settings(state.path("settings"));
        flatten("", mappings.path("properties"));
        fields();
    }

    /// What differs, in words; nothing when the index can be used.
    List<String> differences() {
        return List.copyOf(differences);
    }

    /// Leaves the index does not have yet and can be given.
    Map<String, ObjectNode> missing() {
        var missing = new LinkedHashMap<>(expected.leaves());
        missing.keySet().removeAll(actual.keySet());
        return missing;
    }

    private void root(JsonNode mappings) {
        if (!mappings.path("dynamic").asString("").equals("strict")) {
            differences.add("dynamic is not strict");
        }
        mappings.propertyNames().stream()
                .filter(name -> !ROOT.contains(name))
                .forEach(name -> differences.add("the mapping has " + name));
    }

    private void levels(JsonNode meta) {
        if (!meta.path(Mapping.LEVELS_HASH).asString("").equals(expected.levelsHash())) {
            differences.add("levels are %s in the index and %s in the vocabulary: every document must be written again"
                    .formatted(meta.path(Mapping.LEVELS), expected.levels()));
        }
    }

    private void settings(JsonNode settings) {
        for (String name : FOREIGN_SETTINGS) {
            JsonNode value = Tree.at(settings.path("index"), name);
            if (!value.isMissingNode() && !value.asString("").equals("false")) {
                differences.add("setting index.%s is set".formatted(name));
            }
        }
    }

    private void flatten(String prefix, JsonNode properties) {
        properties.properties().forEach(entry -> {
            String path = prefix + entry.getKey();
            JsonNode definition = entry.getValue();
            if (definition.has("properties")) {
                objects(path, definition);
                flatten(path + ".", definition.path("properties"));
            } else if (definition instanceof ObjectNode leaf) {
                actual.put(path, leaf);
            }
        });
    }

    private void objects(String path, JsonNode definition) {
        definition.properties().stream()
                .filter(entry -> !entry.getKey().equals("properties")
                        && !entry.getValue().asString("").equals("object"))
                .forEach(entry -> differences.add("object %s has %s".formatted(path, entry.getKey())));
    }

    private void fields() {
        expected.leaves().forEach((path, definition) -> {
            ObjectNode found = actual.get(path);
            if (found != null && !plain(found).equals(plain(definition))) {
                differences.add("field %s is %s, expected %s".formatted(path, plain(found), plain(definition)));
            }
            actual.keySet().stream()
                    .filter(other -> other.startsWith(path + ".") || path.startsWith(other + "."))
                    .forEach(other -> differences.add("field %s stands in the way of %s".formatted(other, path)));
        });
    }

    private static ObjectNode plain(ObjectNode definition) {
        ObjectNode plain = Tree.object();
        definition.properties().stream()
                .filter(entry -> !entry.getValue().equals(DEFAULTS.get(entry.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> plain.set(entry.getKey(), entry.getValue()));
        return plain;
    }

    private static Map<String, JsonNode> defaults() {
        ObjectNode defaults = Tree.object()
                .put("ignore_malformed", false)
                .put("index", true)
                .put("doc_values", true)
                .put("store", false);
        var byName = new LinkedHashMap<String, JsonNode>();
        defaults.properties().forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
        return Map.copyOf(byName);
    }
}
