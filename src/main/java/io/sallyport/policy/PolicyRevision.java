package io.sallyport.policy;

import java.util.regex.Pattern;

/// Identifies the content of a policy bundle: SHA-256 over its files, sorted by path, in 64 hex digits.
public record PolicyRevision(String value) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public PolicyRevision {
        if (!SHA256.matcher(value).matches()) {
            throw new IllegalArgumentException("a policy revision is a SHA-256 in hex");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
