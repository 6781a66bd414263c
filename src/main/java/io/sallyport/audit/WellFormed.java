package io.sallyport.audit;

import java.nio.charset.StandardCharsets;

/// Text that has a UTF-8 form.
final class WellFormed {

    private WellFormed() {}

    /// The text with each unpaired surrogate replaced by `?`, exactly as its stored bytes read.
    static String text(String value) {
        return value.chars().noneMatch(unit -> Character.isSurrogate((char) unit))
                ? value
                : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
