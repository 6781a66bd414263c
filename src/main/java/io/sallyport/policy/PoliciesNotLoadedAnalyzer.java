package io.sallyport.policy;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows the problems of a policy folder without a stack trace.
final class PoliciesNotLoadedAnalyzer extends AbstractFailureAnalyzer<PoliciesNotLoaded> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PoliciesNotLoaded cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Mend the files named above, or point sallyport.policies.directory at a folder that loads.",
                cause);
    }
}
