package io.sallyport.audit;

import java.util.List;

/// The caps and checks the events share. Messages name the field and the bound, never the value.
final class Require {

    static final int DOCUMENTS = 128;
    static final int ENTITY_TYPES = 64;
    static final int NAMES = 128;
    static final int BODIES = 8;
    static final int NAME_LENGTH = 512;

    private Require() {}

    static String name(String value, String field) {
        if (value.isBlank() || value.length() > NAME_LENGTH) {
            throw new IllegalArgumentException(
                    field + " must be 1 to " + NAME_LENGTH + " characters, found " + value.length());
        }
        return value;
    }

    static long notNegative(long value, String field) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " must not be negative, found " + value);
        }
        return value;
    }

    static <T> List<T> atMost(int cap, List<T> values, String field) {
        if (values.size() > cap) {
            throw new IllegalArgumentException(
                    field + " holds at most " + cap + " items, found " + values.size());
        }
        return List.copyOf(values);
    }
}
