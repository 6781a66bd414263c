package io.sallyport.policy;

/// A policy file was not written or removed; the bundle in force stays.
public final class PolicyNotChanged extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// Why not.
    public enum Cause {
        /// The folder, or this file, is not to be written here.
        READ_ONLY,
        /// The folder holds another revision than the one the change is based on.
        OTHER_REVISION,
        /// There is no such file.
        NO_SUCH_FILE,
        /// The file system refused.
        FAILED
    }

    private final Cause reason;
    private final String detail;

    PolicyNotChanged(Cause reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.detail = message;
    }

    /// Why not.
    public Cause reason() {
        return reason;
    }

    /// For the admin: what was found and what to do.
    public String detail() {
        return detail;
    }
}
