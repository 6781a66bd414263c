package io.sallyport.index;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON objects addressed by dotted paths such as `acl.tags`.
final class Tree {

    private Tree() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// The node at the path, a missing node if there is none.
    static JsonNode at(JsonNode root, String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? root.path(path) : at(root.path(path.substring(0, dot)), path.substring(dot + 1));
    }

    /// Sets the node at the path and makes the objects on the way there.
    static void set(ObjectNode root, String path, JsonNode value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            root.set(path, value);
        } else {
            set(child(root, path.substring(0, dot)), path.substring(dot + 1), value);
        }
    }

    /// The mapping's `properties` with these leaves by path.
    static ObjectNode properties(Map<String, ObjectNode> leaves) {
        var nested = new LinkedHashMap<String, Map<String, ObjectNode>>();
        ObjectNode properties = object();
        leaves.forEach((path, leaf) -> {
            int dot = path.indexOf('.');
            if (dot < 0) {
                properties.set(path, leaf);
            } else {
                nested.computeIfAbsent(path.substring(0, dot), unused -> new LinkedHashMap<>())
                        .put(path.substring(dot + 1), leaf);
            }
        });
        nested.forEach((name, inner) -> properties.set(name, object().set("properties", properties(inner))));
        return properties;
    }

    private static ObjectNode child(ObjectNode root, String name) {
        return root.get(name) instanceof ObjectNode present ? present : root.putObject(name);
    }
}
