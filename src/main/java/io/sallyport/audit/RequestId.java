package io.sallyport.audit;

import java.util.UUID;
import java.util.regex.Pattern;

/// Names one request, in every entry about it and on the response.
///
/// @param value 1 to 64 characters of `A-Z a-z 0-9 . _ -`
public record RequestId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public RequestId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("request id must be 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }
    }

    /// A new random id.
    public static RequestId random() {
        return new RequestId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
