package io.sallyport.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.sun.net.httpserver.HttpExchange;

/// Stands before Elasticsearch and keeps what the gateway sends, so that the very same can be sent directly.
final class RecordingProxy implements AutoCloseable {

    private static final Set<String> NOT_PASSED_ON = Set.of("connection", "content-length", "host", "transfer-encoding",
            "expect", "upgrade");

    private final URI target;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Recorded> recorded = new ArrayList<>();
    private final Loopback server = Loopback.serving(this::handle);

    /// A request as it went to Elasticsearch.
    ///
    /// @param path with the query
    record Recorded(String method, String path, String contentType, String accept, String body) {

        /// The same for `server`.
        HttpRequest to(URI server) {
            return HttpRequest.newBuilder(server.resolve(path))
                    .header("Content-Type", contentType)
                    .header("Accept", accept)
                    .method(method, BodyPublishers.ofString(body))
                    .build();
        }
    }

    private RecordingProxy(URI target) {
        this.target = target;
    }

    static RecordingProxy before(URI target) {
        return new RecordingProxy(target);
    }

    URI uri() {
        return server.uri();
    }

    /// What came since the last call.
    synchronized List<Recorded> drain() {
        var drained = List.copyOf(recorded);
        recorded.clear();
        return drained;
    }

    private synchronized void keep(Recorded request) {
        recorded.add(request);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            var path = exchange.getRequestURI().toString();
            if (path.startsWith("/_m")) {
                keep(new Recorded(exchange.getRequestMethod(), path, header(exchange, "Content-Type"),
                        header(exchange, "Accept"), new String(body, java.nio.charset.StandardCharsets.UTF_8)));
            }
            var request = HttpRequest.newBuilder(target.resolve(path))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
            headers.forEach((name, values) -> values.stream()
                    .filter(value -> !NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT)))
                    .forEach(value -> request.header(name, value)));
            answer(exchange, http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean empty = response.body().length == 0;
        exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : response.body().length);
        if (!empty) {
            exchange.getResponseBody().write(response.body());
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return java.util.Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "application/json");
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
