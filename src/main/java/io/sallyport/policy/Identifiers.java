package io.sallyport.policy;

/// What every name that enters a decision from outside obeys.
final class Identifiers {

    private Identifiers() {}

    static boolean isOne(String value, int longest) {
        return !value.isBlank() && value.length() <= longest && value.chars().noneMatch(Character::isISOControl);
    }

    static void check(String kind, String value, int longest) {
        if (!isOne(value, longest)) {
            throw new IllegalArgumentException(
                    "a %s has 1 to %d characters and no control character".formatted(kind, longest));
        }
    }
}
