package io.sallyport.audit;

/// An entry could not be made durable, so what it announces must not happen. After [Unavailability#DEADLINE] the entry
/// may still become durable; the caller treats it as unrecorded.
public final class AuditUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Unavailability reason;

    AuditUnavailable(Unavailability reason, String message) {
        super(message);
        this.reason = reason;
    }

    AuditUnavailable(Unavailability reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// Why.
    public Unavailability reason() {
        return reason;
    }
}
