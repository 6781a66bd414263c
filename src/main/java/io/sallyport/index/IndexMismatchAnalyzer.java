package io.sallyport.index;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says what in the index does not fit, without a stack trace.
final class IndexMismatchAnalyzer extends AbstractFailureAnalyzer<IndexMismatch> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, IndexMismatch cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Go back to the vocabulary the index was made with, or write the documents anew under another"
                        + " sallyport.index.prefix. Filters on an index that does not fit could admit what they must not.",
                cause);
    }
}
