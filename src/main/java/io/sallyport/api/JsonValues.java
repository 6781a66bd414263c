package io.sallyport.api;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Values as JSON has them, for readers that know which types they expect.
public final class JsonValues {

    /// Stands for what is of no type of any vocabulary, such as a null inside a list.
    private static final Object NEVER_A_VALUE = Map.of();

    private JsonValues() {}

    /// The members that are not null: String, Boolean, Long, Double, lists and maps of these.
    public static Map<String, Object> of(ObjectNode object) {
        var values = new LinkedHashMap<String, Object>();
        object.properties().stream()
                .filter(each -> !each.getValue().isNull())
                .forEach(each -> values.put(each.getKey(), value(each.getValue())));
        return values;
    }

    private static Object value(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return of(object);
        }
        if (node.isArray()) {
            return node.valueStream().map(JsonValues::value).toList();
        }
        if (node.isString()) {
            return node.asString();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.asLong();
        }
        return node.isNumber() ? node.asDouble() : NEVER_A_VALUE;
    }
}
