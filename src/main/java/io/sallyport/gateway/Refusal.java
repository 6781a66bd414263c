package io.sallyport.gateway;

import java.io.Serial;
import java.util.Optional;

/// A request that ends without (the rest of) an answer, and why, as the caller may know it.
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String reason;
    private final transient Optional<String> rule;
    private final transient Optional<String> revision;

    /// What the caller can do about it.
    public enum Kind {
        /// The input is not understood.
        MALFORMED,
        /// The input is larger than allowed.
        TOO_LARGE,
        /// The input is of a media type that is not read here.
        MEDIA_TYPE,
        /// The input asks for what this gateway does not do.
        UNSUPPORTED,
        /// The purpose is not open to this client and subject.
        PURPOSE,
        /// Emergency access is not open to this subject.
        BREAK_GLASS,
        /// A rule denies, or none allows.
        DENIED,
        /// Unknown or not to be used by this subject: which of both is not told.
        NOT_FOUND,
        /// More requests than the limit.
        TOO_MANY,
        /// An obligation cannot be carried out.
        OBLIGATION,
        /// The index does not answer.
        INDEX_UNAVAILABLE,
        /// Nothing can be recorded, so nothing is done.
        AUDIT_UNAVAILABLE,
        /// The model's provider is too slow.
        PROVIDER_TIMEOUT,
        /// The model's provider is out of reach or broke off.
        PROVIDER_RESET,
        /// The model's provider refused or failed.
        PROVIDER_ERROR,
        /// The model's provider sent what cannot be understood.
        PROVIDER_MALFORMED,
        /// The model's answer is longer than allowed.
        LIMIT,
        /// The request as a whole took longer than allowed.
        TIMEOUT,
        /// The caller left.
        CLIENT_GONE,
        /// A defect of the gateway.
        INTERNAL
    }

    Refusal(Kind kind, String reason) {
        this(kind, reason, Optional.empty(), Optional.empty());
    }

    Refusal(Kind kind, String reason, Optional<String> rule, Optional<String> revision) {
        super(kind.name(), null, false, false);
        this.kind = kind;
        this.reason = reason;
        this.rule = rule;
        this.revision = revision;
    }

    public Kind kind() {
        return kind;
    }

    /// For the caller: what was refused and why, without any document, prompt or claim value.
    public String reason() {
        return reason;
    }

    Optional<String> rule() {
        return rule;
    }

    /// The policy bundle that decided, when one was asked.
    public Optional<String> revision() {
        return revision;
    }

    static Refusal notFound() {
        return new Refusal(Kind.NOT_FOUND, "There is nothing here that you may use.");
    }
}
