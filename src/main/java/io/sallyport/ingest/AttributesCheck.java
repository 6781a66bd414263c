package io.sallyport.ingest;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.sallyport.document.Classification;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.Schema;

/// Reads attributes as JSON has them into the vocabulary's types. Nothing is converted between types: a policy that
/// compares a value of another type could fail open.
final class AttributesCheck {

    private static final String ROOT = "/attributes";
    private static final int LONGEST_TEXT = 1_024;
    private static final int LONGEST_LIST = 1_000;
    private static final Set<String> OWN = Set.of(Schema.TENANT, Schema.CLASSIFICATION, Schema.UPDATED_AT);

    private final Schema schema;
    private final Problems problems;

    AttributesCheck(Schema schema, Problems problems) {
        this.schema = schema;
        this.problems = problems;
    }

    /// The values by name, those Sallyport fills itself still missing.
    Map<String, Object> attributes(Map<String, Object> raw) {
        var attributes = new LinkedHashMap<String, Object>();
        raw.forEach((name, value) -> known(name).ifPresent(field -> read(field, value)
                .ifPresentOrElse(
                        sound -> attributes.put(name, sound),
                        () -> problems.add(Problems.pointer(ROOT, name), expected(field, value)))));
        schema.fields().values().stream()
                .filter(field -> field.required() && !OWN.contains(field.name()) && !raw.containsKey(field.name()))
                .forEach(field -> problems.add(
                        Problems.pointer(ROOT, field.name()), "is required by the policy vocabulary"));
        return attributes;
    }

    private Optional<Field> known(String name) {
        String pointer = Problems.pointer(ROOT, name);
        if (OWN.contains(name)) {
            problems.add(pointer, "is filled by Sallyport and cannot be set");
            return Optional.empty();
        }
        Optional<Field> field = schema.field(name);
        if (field.isEmpty()) {
            problems.add(pointer, "is not in the policy vocabulary"
                    + Suggestion.closest(name, schema.fields().keySet()).orElse(""));
        }
        return field;
    }

    private Optional<Object> read(Field field, @Nullable Object value) {
        return switch (field.type()) {
            case STRING -> value instanceof String text && isSound(text) ? Optional.of(text) : Optional.empty();
            case LEVEL -> value instanceof String name
                    ? schema.classification(name).map(Classification::rank).map(Integer::longValue)
                    : Optional.empty();
            case INT -> whole(value);
            case BOOL -> value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
            case DOUBLE -> value instanceof Number number && Double.isFinite(number.doubleValue())
                    ? Optional.of(number.doubleValue() + 0.0)
                    : Optional.empty();
            case TIMESTAMP ->
                value instanceof String text ? Timestamp.parse(text).map(Object.class::cast) : Optional.empty();
            case STRING_LIST -> list(value);
        };
    }

    private static Optional<Object> whole(@Nullable Object value) {
        return switch (value) {
            case Integer number -> Optional.of(number.longValue());
            case Long number -> Optional.of(number);
            case BigInteger number when number.bitLength() < Long.SIZE -> Optional.of(number.longValueExact());
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Object> list(@Nullable Object value) {
        return value instanceof List<?> list
                && list.size() <= LONGEST_LIST
                && list.stream().allMatch(element -> element instanceof String text && isSound(text))
                        ? Optional.of(list.stream().distinct().toList())
                        : Optional.empty();
    }

    private static boolean isSound(String text) {
        return text.length() <= LONGEST_TEXT && Text.isWellFormed(text);
    }

    private String expected(Field field, @Nullable Object value) {
        if (value == null) {
            return "is null; an attribute without a value is left out";
        }
        if (value instanceof List<?> && field.type() != FieldType.STRING_LIST) {
            return "is one value, not a list";
        }
        return switch (field.type()) {
            case STRING -> "is text of at most %,d characters".formatted(LONGEST_TEXT);
            case LEVEL -> "is one of " + String.join(", ", schema.levels());
            case INT -> "is a whole number of at most 64 bits";
            case BOOL -> "is true or false";
            case DOUBLE -> "is a number";
            case TIMESTAMP -> Timestamp.EXPECTED;
            case STRING_LIST ->
                "is a list of at most %,d texts of at most %,d characters".formatted(LONGEST_LIST, LONGEST_TEXT);
        };
    }
}
