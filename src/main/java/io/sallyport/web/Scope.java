package io.sallyport.web;

import java.util.Arrays;
import java.util.Optional;

/// What an OAuth2 client can be granted. Every scope but the first three also needs a role of the subject.
public enum Scope {
    ASK("ask", false), RETRIEVE("retrieve", false), REDACT("redact", false), DOCUMENTS_WRITE("documents:write",
            true), AUDIT_READ("audit:read", true), AUDIT_REVEAL("audit:reveal", true), AUDIT_ERASE("audit:erase",
                    true), POLICY_READ("policy:read", true), POLICY_WRITE("policy:write", true);

    private final String value;
    private final boolean needsRole;

    Scope(String value, boolean needsRole) {
        this.value = value;
        this.needsRole = needsRole;
    }

    /// The scope an issuer calls `value`.
    public static Optional<Scope> named(String value) {
        return Arrays.stream(values()).filter(scope -> scope.value.equals(value)).findFirst();
    }

    /// As written in a token.
    public String value() {
        return value;
    }

    boolean needsRole() {
        return needsRole;
    }

    String authority() {
        return "SCOPE_" + value;
    }
}
