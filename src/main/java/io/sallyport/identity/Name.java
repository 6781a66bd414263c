package io.sallyport.identity;

/// The rule every name of this room obeys: 1 to 255 characters, none of them a control character.
final class Name {

    private static final int LONGEST = 255;

    private Name() {}

    static void check(String kind, String value) {
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a %s has 1 to %d characters and no control character".formatted(kind, LONGEST));
        }
    }
}
