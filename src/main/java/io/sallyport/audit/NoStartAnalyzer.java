package io.sallyport.audit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says why the audit log does not open, without a stack trace.
final class NoStartAnalyzer extends AbstractFailureAnalyzer<AuditConfiguration.NoStart> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, AuditConfiguration.NoStart cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Nothing may happen unrecorded, so the gateway does not start. What to do is said under exit code "
                        + cause.exitCode() + " in docs/reference/audit-log.md.",
                cause);
    }
}
