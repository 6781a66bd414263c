package io.sallyport.document;

import java.time.Instant;

/// The order of values of one ordered field type: instants by time, numbers by value.
final class Ordering {

    private Ordering() {}

    static int compare(Object value, Object bound) {
        return switch (value) {
            case Long whole when bound instanceof Long other -> whole.compareTo(other);
            case Double real when bound instanceof Double other -> real.compareTo(other);
            case Instant instant when bound instanceof Instant other -> instant.compareTo(other);
            default -> throw new IllegalArgumentException("no order between values of different types");
        };
    }
}
