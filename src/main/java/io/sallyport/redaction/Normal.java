package io.sallyport.redaction;

import java.util.Locale;
import java.util.function.IntPredicate;

/// Normal forms: two spellings of one value become equal, two values stay different.
final class Normal {

    private Normal() {}

    /// Digits only.
    static String digits(String value) {
        return only(value, c -> c >= '0' && c <= '9');
    }

    /// Digits without the signs and zeros that begin an international number.
    static String phone(String value) {
        String digits = digits(value);
        return digits.startsWith("00") ? digits.substring(2) : digits;
    }

    /// Letters and digits in upper case.
    static String alphanumeric(String value) {
        return only(value, Character::isLetterOrDigit).toUpperCase(Locale.ROOT);
    }

    /// Lower case.
    static String lowerCase(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private static String only(String value, IntPredicate kept) {
        return value.chars().filter(kept).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
    }
}
