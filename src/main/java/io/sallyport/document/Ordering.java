package io.sallyport.document;

import java.math.BigDecimal;
import java.time.Instant;

/// The order of field values: instants by time, numbers by value across integer and floating types.
final class Ordering {

    private Ordering() {}

    static int compare(Object value, Object bound) {
        if (value instanceof Instant left && bound instanceof Instant right) {
            return left.compareTo(right);
        }
        return number(value).compareTo(number(bound));
    }

    private static BigDecimal number(Object value) {
        return switch (value) {
            case Long whole -> BigDecimal.valueOf(whole);
            case Double real -> new BigDecimal(real);
            default -> throw new IllegalArgumentException("no order between values of different types");
        };
    }
}
