package io.sallyport.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names the person or machine an entry is about without telling who it is: HMAC-SHA-256 of issuer and id under the
/// reference key, 128 bits in base32. The same on all replicas; [AuditLog#reference] computes it for a search.
///
/// @param value 26 characters of `a-z 2-7`
public record SubjectReference(String value) {

    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[a-z2-7]{25}[aeimquy4]");

    public SubjectReference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a subject reference is 128 bits in base32: 26 characters of a-z 2-7");
        }
    }

    /// The reference written as `text`; absent when it cannot be one.
    public static Optional<SubjectReference> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SubjectReference(text)) : Optional.empty();
    }

    /// The reference of the first 128 bits.
    static SubjectReference of(byte[] bits) {
        return new SubjectReference(Base32.of(bits, BYTES));
    }

    @Override
    public String toString() {
        return value;
    }
}
