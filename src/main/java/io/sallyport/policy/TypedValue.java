package io.sallyport.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;

import io.sallyport.document.FieldType;
import io.sallyport.document.Schema;

/// Types values as JSON and access tokens have them. Nothing is converted between types: rules compare values of
/// different types as merely unequal.
final class TypedValue {

    private TypedValue() {}

    /// The value; absent when it is not of the type.
    static Optional<Object> of(Object raw, FieldType type, Schema schema) {
        return convert(raw, type, schema).filter(type::accepts);
    }

    private static Optional<Object> convert(Object raw, FieldType type, Schema schema) {
        return switch (type) {
            case STRING, BOOL -> Optional.of(raw);
            case LEVEL -> raw instanceof String name
                    ? schema.classification(name).map(level -> (long) level.rank())
                    : Optional.empty();
            case INT -> whole(raw).map(whole -> whole);
            case DOUBLE -> real(raw).map(real -> real);
            case TIMESTAMP -> instant(raw).map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
            case STRING_LIST -> raw instanceof Collection<?> items
                    ? Optional.of(items.stream().distinct().toList())
                    : Optional.empty();
        };
    }

    private static Optional<Long> whole(Object raw) {
        return switch (raw) {
            case Long whole -> Optional.of(whole);
            case Integer whole -> Optional.of(whole.longValue());
            default -> Optional.empty();
        };
    }

    /// JSON writes a double without a fraction as a whole number; adding zero turns negative zero into zero.
    private static Optional<Double> real(Object raw) {
        return switch (raw) {
            case Double real -> Optional.of(real + 0.0);
            case Float real -> Optional.of(real.doubleValue() + 0.0);
            default -> whole(raw).map(Long::doubleValue);
        };
    }

    /// An instant, text of RFC 3339, or a NumericDate of RFC 7519: seconds since 1970.
    private static Optional<Instant> instant(Object raw) {
        try {
            return switch (raw) {
                case Instant instant -> Optional.of(instant);
                case String text -> Optional.of(Instant.parse(text));
                default -> whole(raw).map(Instant::ofEpochSecond);
            };
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
