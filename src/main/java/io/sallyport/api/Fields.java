package io.sallyport.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the fields of a JSON object by type. An explicit null is absent; a wrong type is [Malformed].
public final class Fields {

    private final ObjectNode object;
    private final String prefix;

    public Fields(ObjectNode object) {
        this(object, "");
    }

    private Fields(ObjectNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    /// The text called `name`, at most `longest` characters.
    public Optional<String> text(String name, int longest) {
        return node(name).map(node -> {
            if (!node.isString() || node.asString().length() > longest) {
                throw Malformed.field(path(name), "must be text of at most %,d characters".formatted(longest));
            }
            return node.asString();
        });
    }

    /// A short name: text of 1 to 128 visible characters.
    public Optional<String> name(String name) {
        var text = text(name, 128);
        text.ifPresent(value -> checkName(path(name), value));
        return text;
    }

    /// As [#name], from outside a body.
    public static void checkName(String where, String value) {
        if (value.isEmpty() || value.length() > 128 || value.chars().anyMatch(c -> c <= ' ' || c == 127)) {
            throw Malformed.field(where, "must be 1 to 128 characters without blanks");
        }
    }

    /// True or false; false when absent.
    public boolean flag(String name) {
        return node(name)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw Malformed.field(path(name), "must be true or false");
                    }
                    return node.asBoolean();
                })
                .orElse(false);
    }

    /// A whole number between the bounds.
    public OptionalInt whole(String name, int least, int most) {
        var node = node(name);
        if (node.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!node.get().isInt() || node.get().asInt() < least || node.get().asInt() > most) {
            throw Malformed.field(path(name), "must be a whole number from %,d to %,d".formatted(least, most));
        }
        return OptionalInt.of(node.get().asInt());
    }

    /// A number between the bounds.
    public OptionalDouble number(String name, double least, double most) {
        var node = node(name);
        if (node.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = node.get().isNumber() ? node.get().asDouble() : Double.NaN;
        if (!(value >= least && value <= most)) {
            throw Malformed.field(path(name), "must be a number from %s to %s".formatted(least, most));
        }
        return OptionalDouble.of(value);
    }

    /// A list of text of at most `most` elements; absent is absent, not empty.
    public Optional<List<String>> texts(String name, int most, int longest) {
        return node(name).map(node -> {
            if (!node.isArray() || node.size() > most) {
                throw Malformed.field(path(name), "must be a list of at most %,d texts".formatted(most));
            }
            var texts = new ArrayList<String>();
            for (JsonNode element : node) {
                if (!element.isString() || element.asString().length() > longest) {
                    throw Malformed.field(
                            path(name), "must hold only text of at most %,d characters".formatted(longest));
                }
                texts.add(element.asString());
            }
            return texts;
        });
    }

    /// The object called `name`; an empty one when absent.
    public Fields object(String name) {
        return node(name)
                .map(node -> {
                    if (!(node instanceof ObjectNode child)) {
                        throw Malformed.field(path(name), "must be an object");
                    }
                    return new Fields(child, path(name) + ".");
                })
                .orElseGet(() -> new Fields(object.objectNode(), path(name) + "."));
    }

    /// The list of objects called `name`, of 1 to `most` elements; absent is absent.
    public Optional<List<Fields>> objects(String name, int most) {
        return node(name).map(node -> {
            if (!node.isArray() || node.isEmpty() || node.size() > most) {
                throw Malformed.field(path(name), "must be a list of 1 to %,d objects".formatted(most));
            }
            var objects = new ArrayList<Fields>();
            for (JsonNode element : node) {
                if (!(element instanceof ObjectNode child)) {
                    throw Malformed.field(path(name), "must hold only objects");
                }
                objects.add(new Fields(child, "%s[%d].".formatted(path(name), objects.size())));
            }
            return objects;
        });
    }

    /// Refuses any field that is not known here.
    public Fields only(String... known) {
        var unknown = new LinkedHashSet<>(object.propertyNames());
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw Malformed.field(
                    prefix.isEmpty() ? "The request body" : prefix.substring(0, prefix.length() - 1),
                    "has an unknown field; known are " + String.join(", ", known));
        }
        return this;
    }

    /// The value called `name`, unless absent or null.
    public Optional<JsonNode> node(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    /// The name as a caller would write it.
    public String path(String name) {
        return prefix + name;
    }
}
