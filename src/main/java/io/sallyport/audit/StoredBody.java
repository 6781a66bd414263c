package io.sallyport.audit;

import java.util.Optional;

/// A body read back. What can no longer be read is said, never left out.
public sealed interface StoredBody {

    /// Wire name of the part.
    String part();

    /// Its text, if it was opened.
    default Optional<String> text() {
        return switch (this) {
            case Opened opened -> Optional.of(opened.content());
            case Withheld _,Unavailable _ -> Optional.empty();
        };
    }

    /// It was opened.
    ///
    /// @param content its text
    record Opened(String part, String content) implements StoredBody {}

    /// It stays sealed, because it is not for whoever reads entries.
    record Withheld(String part) implements StoredBody {}

    /// It does not open.
    record Unavailable(String part, Reason reason) implements StoredBody {}

    /// Why a body does not open.
    enum Reason implements WireName {
        /// Its key was destroyed.
        KEY_DESTROYED("key-destroyed"),
        /// Its key cannot be read now, or was changed.
        KEY_UNAVAILABLE("key-unavailable"),
        /// It is not what the entry commits to, was changed, or belongs to another entry.
        NOT_AUTHENTIC("not-authentic"),
        /// It was removed; the entry still commits to it.
        REMOVED("removed");

        private final String wire;

        Reason(String wire) {
            this.wire = wire;
        }

        @Override
        public String wire() {
            return wire;
        }
    }
}
