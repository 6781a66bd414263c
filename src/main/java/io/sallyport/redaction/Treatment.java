package io.sallyport.redaction;

import java.util.Comparator;

/// What happens to a finding. Strictness: remove, mask, pseudonym, keep.
public sealed interface Treatment {

    /// Replaced by a marker that names the type, such as `[EMAIL_ADDRESS]`.
    record Remove() implements Treatment {}

    /// Replaced by four asterisks and the last letters and digits. At most half of them are kept, whatever
    /// `keepLast` says, and the asterisks do not tell the length.
    ///
    /// @param keepLast 0 to [#MOST]: a longer tail could itself be taken for an entity
    record Mask(int keepLast) implements Treatment {

        /// Most letters and digits that a mask may keep.
        public static final int MOST = 4;

        public Mask {
            if (keepLast < 0 || keepLast > MOST) {
                throw new IllegalArgumentException(
                        "A mask keeps 0 to " + MOST + " letters and digits, got " + keepLast);
            }
        }
    }

    /// Replaced by a pseudonym such as `[EMAIL_ADDRESS_1]`, the same for the same value within its scope.
    ///
    /// @param restore who gets the value back in the answer
    record Pseudonym(Restore restore) implements Treatment {}

    /// Left as it is.
    record Keep() implements Treatment {}

    /// Who sees the value instead of its pseudonym in the answer, laxest first.
    enum Restore {
        /// The subject who asked.
        SUBJECT,
        /// Nobody.
        NOBODY
    }

    /// The stricter of two treatments of one entity: remove before mask before pseudonym before keep. Of two
    /// masks the one that keeps less, of two pseudonyms the one that nobody sees restored.
    static Treatment stricter(Treatment one, Treatment other) {
        return STRICTNESS.compare(one, other) >= 0 ? one : other;
    }

    /// Orders treatments, laxest first.
    Comparator<Treatment> STRICTNESS = Comparator.comparingInt(Treatment::rank)
            .thenComparingInt(Treatment::rankWithinKind);

    private static int rank(Treatment treatment) {
        return switch (treatment) {
            case Keep() -> 0;
            case Pseudonym(_) -> 1;
            case Mask(_) -> 2;
            case Remove() -> 3;
        };
    }

    private static int rankWithinKind(Treatment treatment) {
        return switch (treatment) {
            case Keep(),Remove() -> 0;
            case Pseudonym(Restore restore) -> restore.ordinal();
            case Mask(int keepLast) -> -keepLast;
        };
    }
}
