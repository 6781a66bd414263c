package io.sallyport.audit;

/// The log cannot be opened, so the gateway must not start. The message names the place, what was found and what was
/// expected.
public final class AuditStartRefused extends RuntimeException {

    /// Exit code: the log is corrupt, truncated or rolled back.
    public static final int CORRUPT = 71;
    /// Exit code: another writer holds the directory.
    public static final int LOCKED = 72;
    /// Exit code: the directory cannot be created, read or written.
    public static final int UNUSABLE = 73;

    /// Exit code: a key is missing, unusable, or not the one the log was begun with.
    public static final int KEYS = 74;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    AuditStartRefused(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    AuditStartRefused(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /// The code the process should exit with.
    public int exitCode() {
        return exitCode;
    }

    /// @param what is wrong, with property and file
    static AuditStartRefused keys(String what) {
        return new AuditStartRefused(KEYS, what + " (docs/reference/audit-log.md#keys)");
    }

    static AuditStartRefused corrupt(String where, String found) {
        return new AuditStartRefused(CORRUPT,
                "the audit log is damaged at " + where + ": " + found + " (docs/reference/audit-log.md#corruption)");
    }
}
