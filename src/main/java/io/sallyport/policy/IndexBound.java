package io.sallyport.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.AccessFilter.Relation;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;

/// Turns the bound of an ordering into one of the field's own type, so that no search engine has to round or convert:
/// levels and integers get whole bounds, timestamps whole milliseconds.
final class IndexBound {

    /// Beyond this a double no longer tells neighbouring integers apart; a mixed comparison there is an error.
    private static final double EXACT = 9_007_199_254_740_992.0;

    private IndexBound() {}

    /// The filter, absent when the value cannot be a bound of the field. Negative zero is none of a whole field: CEL
    /// for Java takes it to be less than the integer 0, which is not to be relied on.
    static Optional<AccessFilter> of(Field field, int levels, Relation relation, Object value) {
        return switch (field.type()) {
            case LEVEL -> whole(relation, value).map(bound -> bound.atMost(levels).on(field));
            case INT -> whole(relation, value).map(bound -> bound.on(field));
            case DOUBLE -> real(value).map(bound -> new AccessFilter.Range(field, relation, bound));
            case TIMESTAMP -> instant(relation, value).map(bound -> bound.on(field));
            case STRING, BOOL, STRING_LIST -> Optional.empty();
        };
    }

    /// Whether a document can hold the value at all: a known level, a whole millisecond.
    static boolean canBeHeld(Field field, int levels, Object value) {
        return switch (value) {
            case Long rank when field.type() == FieldType.LEVEL -> rank >= 0 && rank < levels;
            case Instant instant -> instant.equals(instant.truncatedTo(ChronoUnit.MILLIS));
            default -> true;
        };
    }

    private record Bound(Relation relation, Object value) {

        /// Levels are few: a bound outside them says as much as one just outside.
        Bound atMost(int levels) {
            return new Bound(relation, Math.clamp((long) value, -1L, (long) levels));
        }

        AccessFilter on(Field field) {
            return new AccessFilter.Range(field, relation, value);
        }
    }

    private static Optional<Bound> whole(Relation relation, Object value) {
        return switch (value) {
            case Long whole -> Optional.of(new Bound(relation, whole));
            case Double real when Math.abs(real) < EXACT && FieldType.DOUBLE.accepts(real) ->
                Optional.of(floored(relation, real == Math.rint(real), (long) Math.floor(real)));
            default -> Optional.empty();
        };
    }

    private static Optional<Double> real(Object value) {
        return switch (value) {
            case Double real when Double.isFinite(real) -> Optional.of(real + 0.0);
            case Long whole when Math.abs((double) whole) < EXACT -> Optional.of((double) whole);
            default -> Optional.empty();
        };
    }

    private static Optional<Bound> instant(Relation relation, Object value) {
        if (!(value instanceof Instant instant) || !FieldType.TIMESTAMP.accepts(instant)) {
            return Optional.empty();
        }
        var floor = instant.truncatedTo(ChronoUnit.MILLIS);
        return Optional.of(floored(relation, floor.equals(instant), floor));
    }

    /// On a grid, below a bound between two points is up to the lower point, above it is beyond the lower point.
    private static Bound floored(Relation relation, boolean onGrid, Object floor) {
        return new Bound(onGrid ? relation : switch (relation) {
            case LESS, LESS_OR_EQUAL -> Relation.LESS_OR_EQUAL;
            case GREATER, GREATER_OR_EQUAL -> Relation.GREATER;
        }, floor);
    }
}
