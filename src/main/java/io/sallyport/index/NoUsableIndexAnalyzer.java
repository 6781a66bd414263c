package io.sallyport.index;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says why the index cannot be used, without a stack trace.
final class NoUsableIndexAnalyzer extends AbstractFailureAnalyzer<NoUsableIndex> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoUsableIndex cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Check that the cluster runs and that spring.elasticsearch.uris (SPRING_ELASTICSEARCH_URIS), its user and"
                        + " password are right. sallyport.index.start-timeout says how long the gateway waits for it.",
                cause);
    }
}
