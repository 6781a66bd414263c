package io.sallyport.index;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import org.jspecify.annotations.Nullable;

/// Calls to Elasticsearch that end in time, and faults without content: the reason of an error may quote a document, so
/// only its type and status are kept.
final class Calls {

    private final ElasticsearchAsyncClient client;
    private final Duration timeout;

    Calls(ElasticsearchAsyncClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    Duration timeout() {
        return timeout;
    }

    /// The answer to one call.
    ///
    /// @param step what is being done, for the message
    /// @throws IndexUnavailable on any fault, and when the deadline passes; the call is cancelled then
    <T> T await(String step, Function<ElasticsearchAsyncClient, CompletableFuture<T>> call) {
        CompletableFuture<T> answer = start(step, call);
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new IndexUnavailable("%s: no answer from Elasticsearch within %s".formatted(step, timeout));
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IndexUnavailable("%s: interrupted".formatted(step));
        } catch (ExecutionException failed) {
            throw fault(step, failed.getCause());
        }
    }

    private <T> CompletableFuture<T> start(
            String step, Function<ElasticsearchAsyncClient, CompletableFuture<T>> call) {
        try {
            return call.apply(client);
        } catch (RuntimeException failed) {
            throw fault(step, failed);
        }
    }

    private static IndexUnavailable fault(String step, @Nullable Throwable cause) {
        if (cause instanceof ElasticsearchException answered) {
            return new IndexUnavailable(
                    "%s: Elasticsearch answered %d %s"
                            .formatted(step, answered.status(), answered.error().type()),
                    answered.status());
        }
        return new IndexUnavailable("%s: %s".formatted(step, kind(cause)));
    }

    private static String kind(@Nullable Throwable cause) {
        return cause == null ? "no answer" : cause.getClass().getSimpleName();
    }
}
