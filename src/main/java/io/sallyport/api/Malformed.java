package io.sallyport.api;

import java.io.Serial;
import java.util.Optional;

import io.sallyport.gateway.Refusal;

/// Input that is not what it should be. The message names place and expectation, never the value found.
public final class Malformed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Refusal.Kind kind;
    private final transient Optional<String> param;
    private final String expectation;

    private Malformed(Refusal.Kind kind, Optional<String> param, String expectation) {
        super(expectation, null, false, false);
        this.kind = kind;
        this.param = param;
        this.expectation = expectation;
    }

    /// The field `param` is missing or wrong.
    public static Malformed field(String param, String expectation) {
        return new Malformed(Refusal.Kind.MALFORMED, Optional.of(param), param + " " + expectation + ".");
    }

    /// The body as a whole cannot be read.
    public static Malformed body(String expectation) {
        return new Malformed(Refusal.Kind.MALFORMED, Optional.empty(), expectation);
    }

    /// The body is of another media type than `expected`.
    public static Malformed mediaType(String expected) {
        return new Malformed(
                Refusal.Kind.MEDIA_TYPE, Optional.empty(),
                "The request needs the header Content-Type: " + expected + ".");
    }

    /// The body is larger than `limit` bytes.
    public static Malformed tooLarge(long limit) {
        return new Malformed(
                Refusal.Kind.TOO_LARGE,
                Optional.empty(),
                "The request body is larger than the %,d bytes allowed.".formatted(limit));
    }

    /// The field `param` asks for what this gateway does not do.
    public static Malformed unsupported(String param, String expectation) {
        return new Malformed(Refusal.Kind.UNSUPPORTED, Optional.of(param), param + ": " + expectation);
    }

    public Refusal.Kind kind() {
        return kind;
    }

    public Optional<String> param() {
        return param;
    }

    public String expectation() {
        return expectation;
    }
}
