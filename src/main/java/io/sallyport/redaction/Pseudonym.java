package io.sallyport.redaction;

/// Stands for one value of one type within one scope.
///
/// @param type what it stands for
/// @param number 1 to [#LAST]
public record Pseudonym(EntityType type, int number) {

    /// Highest number of a pseudonym.
    public static final int LAST = 999_999;

    public Pseudonym {
        if (number < 1 || number > LAST) {
            throw new IllegalArgumentException("A pseudonym's number is 1 to " + LAST + ", got " + number);
        }
    }

    /// As it is written in a text, for example `[EMAIL_ADDRESS_1]`.
    public String text() {
        return "[" + type.name() + "_" + number + "]";
    }
}
