package io.sallyport.audit;

import java.nio.charset.StandardCharsets;

/// Text that has a UTF-8 form.
final class WellFormed {

    private WellFormed() {}

    /// The text with each unpaired surrogate replaced by `?`, exactly as its stored bytes read.
    static String text(String value) {
        return hasSurrogate(value)
                ? new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : value;
    }

    private static boolean hasSurrogate(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
