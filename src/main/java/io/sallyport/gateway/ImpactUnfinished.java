package io.sallyport.gateway;

import java.io.Serial;

/// The impact of a candidate could not be found out. Nothing of it is told.
public final class ImpactUnfinished extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /// What kept it from the end.
    public enum Reason {
        /// It took too long, or waited too long for its turn.
        TOO_SLOW,
        /// The index does not answer.
        INDEX_UNAVAILABLE
    }

    ImpactUnfinished(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /// What kept it from the end.
    public Reason reason() {
        return reason;
    }
}
