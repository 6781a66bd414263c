package io.sallyport.audit;

import java.util.Optional;

/// Kinds of frames, by their number on disk.
enum FrameKind {
    HEAD(1), ENTRY(2), BODY(3), REMOVED_BODY(4);

    private final int number;

    FrameKind(int number) {
        this.number = number;
    }

    byte number() {
        return (byte) number;
    }

    static Optional<FrameKind> of(int number) {
        for (FrameKind kind : values()) {
            if (kind.number == number) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
