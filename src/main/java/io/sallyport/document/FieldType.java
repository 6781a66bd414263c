package io.sallyport.document;

import static java.lang.Character.MAX_SURROGATE;
import static java.lang.Character.MIN_SURROGATE;

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

    private static final int LONGEST = 10_000;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

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

    /// Whether `value` is a whole value of this type that an index keeps exactly: text of up to 10,000 characters
    /// without unpaired surrogates, a finite double that is not negative zero, an instant of the years 1 to 9999.
    /// Values an index would round, refuse or confuse would let a filter and a rule disagree.
    public boolean accepts(Object value) {
        return valueType.isInstance(value) && switch (value) {
            case String text -> isExact(text);
            case Double real -> Double.isFinite(real) && !real.equals(-0.0);
            case Instant instant -> !instant.isBefore(EARLIEST) && instant.isBefore(END);
            case List<?> list -> list.stream().allMatch(element -> element instanceof String text && isExact(text));
            default -> true;
        };
    }

    /// Whether values of this type have an order that rules and filters may use.
    public boolean isOrdered() {
        return switch (this) {
            case LEVEL, INT, DOUBLE, TIMESTAMP -> true;
            case STRING, BOOL, STRING_LIST -> false;
        };
    }

    /// Whether `value` is what one index term of this type holds: an element for a list, else the whole value.
    public boolean acceptsTerm(Object value) {
        return this == STRING_LIST ? STRING.accepts(value) : accepts(value);
    }

    /// A term of an index has at most 32,766 bytes, and a UTF-16 unit at most three of them.
    private static boolean isExact(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                return text.codePoints().noneMatch(point -> point >= MIN_SURROGATE && point <= MAX_SURROGATE);
            }
        }
        return true;
    }
}
