package io.sallyport.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// What an operator reads when the index keeps the gateway from starting.
class NoStartTests {

    @Test
    void anIndexThatDoesNotFitIsToldWithWhatDiffersAndWhatToDo() {
        var mismatch = new IndexMismatch("sallyport-finance-chunks", List.of("acl.tags: expected keyword, found text"));
        var analysis = new IndexMismatchAnalyzer().analyze(new BeanCreationException("chunkIndex", "failed", mismatch));
        assertThat(analysis).extracting(FailureAnalysis::getDescription, STRING)
                .contains("sallyport-finance-chunks", "expected keyword, found text");
        assertThat(analysis).extracting(FailureAnalysis::getAction, STRING).contains("sallyport.index.prefix");
    }

    @Test
    void aClusterThatDoesNotAnswerIsToldWithItsProperty() {
        var last = new NoUsableIndex(new IndexUnavailable("prepare: ConnectException"));
        var analysis = new NoUsableIndexAnalyzer().analyze(new BeanCreationException("chunkIndex", "failed", last));
        assertThat(analysis).extracting(FailureAnalysis::getDescription, STRING)
                .contains("spring.elasticsearch.uris", "ConnectException");
        assertThat(analysis).extracting(FailureAnalysis::getAction, STRING).contains("sallyport.index.start-timeout");
    }
}
