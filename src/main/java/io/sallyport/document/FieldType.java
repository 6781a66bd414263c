package io.sallyport.document;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The types a policy vocabulary gives its fields, with the Java type of their values.
public enum FieldType {
    STRING("string", String.class),
    /// Held as the position of the level, 0 the lowest.
    LEVEL("level", Long.class), INT("int", Long.class), BOOL("bool", Boolean.class), DOUBLE("double", Double.class),
    /// Cut to milliseconds, as the index keeps them.
    TIMESTAMP("timestamp", Instant.class),
    /// A list of distinct strings, in the order given.
    STRING_LIST("list(string)", List.class);

    private final String vocabularyName;
    private final Class<?> valueType;

    FieldType(String vocabularyName, Class<?> valueType) {
        this.vocabularyName = vocabularyName;
        this.valueType = valueType;
    }

    /// The type a vocabulary calls `name`.
    public static Optional<FieldType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.vocabularyName.equals(name))
                .findFirst();
    }

    /// The name in a vocabulary.
    public String vocabularyName() {
        return vocabularyName;
    }

    /// Whether `value` is a whole value of this type.
    public boolean accepts(Object value) {
        return valueType.isInstance(value) && elementsAreText(value);
    }

    /// Whether `value` is what one index term of this type holds: an element for a list, else the whole value.
    public boolean acceptsTerm(Object value) {
        return this == STRING_LIST ? value instanceof String : accepts(value);
    }

    private static boolean elementsAreText(Object value) {
        return !(value instanceof List<?> list) || list.stream().allMatch(String.class::isInstance);
    }
}
