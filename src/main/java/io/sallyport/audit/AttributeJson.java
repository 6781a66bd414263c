package io.sallyport.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import io.sallyport.audit.AttributeValue.Flag;
import io.sallyport.audit.AttributeValue.Real;
import io.sallyport.audit.AttributeValue.Text;
import io.sallyport.audit.AttributeValue.Texts;
import io.sallyport.audit.AttributeValue.Whole;

/// Attributes as the members of a JSON object.
final class AttributeJson {

    private AttributeJson() {}

    static void write(JsonFields json, Map<String, AttributeValue> attributes) {
        attributes.forEach((name, value) -> {
            switch (value) {
                case Text(var text) -> json.text(name, text);
                case Whole(var number) -> json.number(name, number);
                case Real(var number) -> json.number(name, number);
                case Flag(var flag) -> json.flag(name, flag);
                case Texts(var texts) -> json.texts(name, texts);
            }
        });
    }

    /// @throws IllegalArgumentException if no attribute is written like that
    static Map<String, AttributeValue> read(JsonNode json) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        json.properties().forEach(each -> attributes.put(each.getKey(), value(each.getValue())));
        return attributes;
    }

    private static AttributeValue value(JsonNode json) {
        return switch (json.getNodeType()) {
            case STRING -> new Text(json.asString());
            case NUMBER -> json.isIntegralNumber() ? new Whole(json.asLong()) : new Real(json.asDouble());
            case BOOLEAN -> new Flag(json.asBoolean());
            case ARRAY -> texts(json);
            default -> throw new IllegalArgumentException("no attribute is a " + json.getNodeType());
        };
    }

    private static Texts texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(each -> texts.add(each.asString()));
        return new Texts(texts);
    }
}
