package io.sallyport.audit;

/// An event is too large to be recorded: its entry over 65,535 bytes, a body over 4 MiB, or all of it over 8 MiB.
/// Nothing was recorded; the request it belongs to is to be refused.
public final class AuditEventTooLarge extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    AuditEventTooLarge(String what, long found, long expected) {
        super(what + " is " + found + " bytes, expected at most " + expected);
    }
}
