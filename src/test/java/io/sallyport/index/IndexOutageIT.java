package io.sallyport.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

import io.sallyport.dev.ElasticsearchNode;
import io.sallyport.document.AccessFilter;
import io.sallyport.document.Document;
import io.sallyport.document.Visibility;

/// Without Elasticsearch every call says so in time, and nothing is answered from memory.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IndexOutageIT {

    private static final Document DOCUMENT = Samples.document("budget");

    @TempDir
    static Path home;

    private static ElasticsearchNode node;
    private static TestIndex test;
    private static ChunkIndex index;

    @BeforeAll
    static void start() {
        node = ElasticsearchNode.start(home, ElasticsearchNode.Options.defaults().within(Duration.ofMinutes(3)));
        test = TestIndex.on(node.uri(), Duration.ofSeconds(3));
        index = test.index();
        index.prepare(Samples.FINANCE, Samples.SCHEMA);
        index.write(DOCUMENT, Samples.chunks(DOCUMENT, "rent"), Visibility.WAIT);
        assertThat(new IndexHealthIndicator(test.elasticsearch()).health().getStatus()).isEqualTo(Status.UP);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    @Order(1)
    void aNodeThatDoesNotAnswerRunsIntoTheDeadline() throws Exception {
        signal("-STOP");
        try {
            assertThatThrownBy(() -> index.record(DOCUMENT.id()))
                    .isInstanceOf(IndexUnavailable.class)
                    .hasMessage("read records: no answer from Elasticsearch within PT3S");
        } finally {
            signal("-CONT");
        }
        assertThat(index.record(DOCUMENT.id())).contains(DOCUMENT);
    }

    @Test
    @Order(2)
    void everyCallFailsOnceTheNodeIsKilledAndWorksAgainLater() {
        node.kill();
        assertUnavailable(() -> index.prepare(Samples.FINANCE, Samples.SCHEMA));
        assertUnavailable(() -> index.write(DOCUMENT, List.of(), Visibility.EVENTUAL));
        assertUnavailable(() -> index.delete(DOCUMENT.id(), Visibility.EVENTUAL));
        assertUnavailable(() -> index.replaceAcl(DOCUMENT.id(), DOCUMENT.acl(), Visibility.WAIT));
        assertUnavailable(() -> index.record(DOCUMENT.id()));
        assertUnavailable(() -> index.records(Set.of(DOCUMENT.id())));
        assertUnavailable(
                () -> index.search(Set.of(Samples.FINANCE), "rent", AccessFilter.ALL, 10, Optional.empty()));
        assertThat(new IndexHealthIndicator(test.elasticsearch()).health().getStatus()).isEqualTo(Status.DOWN);
        node.restart();
        assertThat(index.records(Set.of(DOCUMENT.id()))).isEqualTo(Map.of(DOCUMENT.id(), DOCUMENT));
    }

    @Test
    @Order(3)
    void theStartGivesUpNamingTheProperty() {
        Runnable step = () -> {
            throw new IndexUnavailable("read index: ConnectException");
        };
        assertThatThrownBy(() -> Startup.retry(step, Duration.ZERO)).hasMessageContaining("spring.elasticsearch.uris");
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IndexUnavailable.class);
    }

    private static void signal(String signal) throws Exception {
        new ProcessBuilder("kill", signal, String.valueOf(node.process().pid())).start().waitFor();
    }
}
