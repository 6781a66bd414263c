package io.sallyport.index;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.json.JsonData;

import io.sallyport.document.AccessFilter.Relation;
import io.sallyport.document.Field;

/// Ranges that mean in the index exactly what they mean in memory, where numbers are compared by their exact value:
/// whole-number fields get whole bounds inside their type, so nothing is rounded and nothing overflows.
final class Bounds {

    private static final String MILLIS = "epoch_millis";

    private Bounds() {}

    /// @throws IndexUnavailable when the field and the bound cannot be compared
    static Query query(Field field, Relation relation, Object bound) {
        return switch (field.type()) {
            case LEVEL -> whole(field, relation, number(field, bound), Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT -> whole(field, relation, number(field, bound), Long.MIN_VALUE, Long.MAX_VALUE);
            case TIMESTAMP -> whole(
                    field,
                    relation,
                    millis(field, bound),
                    Values.EARLIEST.toEpochMilli(),
                    Values.LATEST.toEpochMilli());
            case DOUBLE -> real(field, relation, number(field, bound));
            case STRING, BOOL, STRING_LIST -> throw incomparable(field);
        };
    }

    /// Documents whose timestamp is that instant; none when it is finer than a millisecond.
    static Query equal(Field field, Object instant) {
        BigDecimal exact = millis(field, instant);
        BigDecimal millis = exact.setScale(0, RoundingMode.FLOOR);
        boolean storable = millis.compareTo(exact) == 0
                && inside(millis.toBigInteger(), Values.EARLIEST.toEpochMilli(), Values.LATEST.toEpochMilli());
        if (!storable) {
            return Queries.NONE;
        }
        JsonData value = JsonData.of(millis.longValueExact());
        return Queries.range(range -> range.field(field.path()).gte(value).lte(value).format(MILLIS));
    }

    private static Query whole(Field field, Relation relation, BigDecimal bound, long least, long most) {
        BigInteger limit = switch (relation) {
            case LESS -> whole(bound, RoundingMode.CEILING).subtract(BigInteger.ONE);
            case LESS_OR_EQUAL -> whole(bound, RoundingMode.FLOOR);
            case GREATER -> whole(bound, RoundingMode.FLOOR).add(BigInteger.ONE);
            case GREATER_OR_EQUAL -> whole(bound, RoundingMode.CEILING);
        };
        if (!inside(limit, least, most)) {
            boolean above = limit.signum() > 0;
            return above == isUpper(relation) ? Queries.exists(field.path()) : Queries.NONE;
        }
        JsonData value = JsonData.of(limit.longValueExact());
        return Queries.range(range -> {
            var bounded = isUpper(relation) ? range.lte(value) : range.gte(value);
            return least == Values.EARLIEST.toEpochMilli()
                    ? bounded.field(field.path()).format(MILLIS)
                    : bounded.field(field.path());
        });
    }

    /// The nearest double stands in for the bound; whether it is included depends on which side of the bound it lies.
    private static Query real(Field field, Relation relation, BigDecimal bound) {
        double near = bound.doubleValue();
        int side = new BigDecimal(near).compareTo(bound);
        JsonData value = JsonData.of(near + 0.0);
        return Queries.range(range -> switch (relation) {
            case LESS -> (side < 0 ? range.lte(value) : range.lt(value)).field(field.path());
            case LESS_OR_EQUAL -> (side <= 0 ? range.lte(value) : range.lt(value)).field(field.path());
            case GREATER -> (side > 0 ? range.gte(value) : range.gt(value)).field(field.path());
            case GREATER_OR_EQUAL -> (side >= 0 ? range.gte(value) : range.gt(value)).field(field.path());
        });
    }

    private static boolean isUpper(Relation relation) {
        return switch (relation) {
            case LESS, LESS_OR_EQUAL -> true;
            case GREATER, GREATER_OR_EQUAL -> false;
        };
    }

    private static boolean inside(BigInteger value, long least, long most) {
        return value.compareTo(BigInteger.valueOf(least)) >= 0 && value.compareTo(BigInteger.valueOf(most)) <= 0;
    }

    private static BigInteger whole(BigDecimal bound, RoundingMode rounding) {
        return bound.setScale(0, rounding).toBigIntegerExact();
    }

    private static BigDecimal number(Field field, Object bound) {
        return switch (bound) {
            case Long whole -> BigDecimal.valueOf(whole);
            case Double real when Double.isFinite(real) -> new BigDecimal(real);
            default -> throw incomparable(field);
        };
    }

    private static BigDecimal millis(Field field, Object bound) {
        if (bound instanceof Instant instant) {
            return BigDecimal.valueOf(instant.getEpochSecond())
                    .movePointRight(3)
                    .add(BigDecimal.valueOf(instant.getNano(), 6));
        }
        throw incomparable(field);
    }

    private static IndexUnavailable incomparable(Field field) {
        return new IndexUnavailable("search: the access filter compares field %s (%s) with a bound of another type"
                .formatted(field.name(), field.type().vocabularyName()));
    }
}
