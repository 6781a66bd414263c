package io.sallyport.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import io.sallyport.document.Field;
import io.sallyport.document.FieldType;

/// Values of the vocabulary's types as JSON and back. Reading is strict: another JSON type is malformed.
final class Values {

    /// The earliest instant that is stored.
    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    /// The latest instant that is stored.
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Values() {}

    /// Whether the text has a UTF-8 form, that is no half of a surrogate pair stands alone.
    static boolean isWellFormed(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    /// @throws IllegalArgumentException naming the field, when the value is not of its type or cannot be stored
    static JsonNode write(Field field, Object value) {
        return switch (value) {
            case String text when field.type() == FieldType.STRING && isWellFormed(text) -> JSON.stringNode(text);
            case Long number when field.type() == FieldType.LEVEL && number.intValue() == number ->
                JSON.numberNode(number);
            case Long number when field.type() == FieldType.INT -> JSON.numberNode(number);
            case Boolean flag when field.type() == FieldType.BOOL -> JSON.booleanNode(flag);
            case Double number when field.type() == FieldType.DOUBLE && Double.isFinite(number) ->
                JSON.numberNode(number + 0.0);
            case Instant instant when field.type() == FieldType.TIMESTAMP -> instant(instant);
            case List<?> list when field.type().accepts(list) -> strings(list);
            default -> throw new IllegalArgumentException(
                    "field %s holds a %s".formatted(field.name(), field.type().vocabularyName()));
        };
    }

    /// @throws IllegalArgumentException outside the years 1 to 9999
    static JsonNode instant(Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("an instant is in the years 1 to 9999");
        }
        return JSON.numberNode(instant.toEpochMilli());
    }

    /// The distinct strings in their order.
    static JsonNode strings(List<?> list) {
        var array = JSON.arrayNode();
        list.stream().distinct().map(String.class::cast).filter(Values::isWellFormed).forEach(array::add);
        if (array.size() != list.stream().distinct().count()) {
            throw new IllegalArgumentException("a list holds text without half surrogate pairs");
        }
        return array;
    }

    /// The value, absent when the JSON is not one of that type.
    static Optional<Object> read(Field field, JsonNode json, int levels) {
        return switch (field.type()) {
            case STRING -> text(json).map(Object.class::cast);
            case LEVEL -> whole(json).filter(rank -> rank >= 0 && rank < levels).map(Object.class::cast);
            case INT -> whole(json).map(Object.class::cast);
            case BOOL -> json.isBoolean() ? Optional.of(json.asBoolean()) : Optional.empty();
            case DOUBLE -> json.isNumber() ? Optional.of(json.asDouble()) : Optional.empty();
            case TIMESTAMP -> whole(json).map(Instant::ofEpochMilli);
            case STRING_LIST -> texts(json).map(Object.class::cast);
        };
    }

    static Optional<String> text(JsonNode json) {
        return json.isString() ? Optional.of(json.asString()) : Optional.empty();
    }

    static Optional<Long> whole(JsonNode json) {
        return json.isIntegralNumber() && json.canConvertToLong() ? Optional.of(json.asLong()) : Optional.empty();
    }

    static Optional<List<String>> texts(JsonNode json) {
        var texts = new ArrayList<String>();
        for (JsonNode element : json) {
            text(element).ifPresent(texts::add);
        }
        return json.isArray() && texts.size() == json.size() ? Optional.of(List.copyOf(texts)) : Optional.empty();
    }
}
