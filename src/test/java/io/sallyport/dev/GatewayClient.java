package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Talks to a gateway over HTTP as the people of the demo world, as any client would.
public final class GatewayClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI gateway;
    private final Function<String, String> tokens;

    /// A response, read whole.
    public record Reply(int status, Map<String, java.util.List<String>> headers, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /// The header's first value, or nothing.
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), java.util.List.of("")).getFirst();
        }
    }

    /// @param tokens gives the access token of a person
    public GatewayClient(URI gateway, Function<String, String> tokens) {
        this.gateway = gateway;
        this.tokens = tokens;
    }

    public Reply get(String person, String path, String... headers) {
        return send(request(person, path, headers).GET());
    }

    public Reply post(String person, String path, Object body, String... headers) {
        return send(request(person, path, headers).POST(body(body)));
    }

    public Reply put(String person, String path, Object body, String... headers) {
        return send(request(person, path, headers).PUT(body(body)));
    }

    public Reply delete(String person, String path) {
        return send(request(person, path).DELETE());
    }

    /// A request to send in a way of one's own.
    public HttpRequest.Builder request(String person, String path, String... headers) {
        var builder = HttpRequest.newBuilder(gateway.resolve(path)).timeout(DEADLINE);
        if (!person.isEmpty()) {
            builder.header("Authorization", "Bearer " + tokens.apply(person));
        }
        builder.header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            builder.setHeader(headers[i], headers[i + 1]);
        }
        return builder;
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while talking to the gateway", interrupted);
        }
    }

    public HttpClient http() {
        return http;
    }

    private static HttpRequest.BodyPublisher body(Object body) {
        return switch (body) {
            case String text -> BodyPublishers.ofString(text);
            case byte[] bytes -> BodyPublishers.ofByteArray(bytes);
            default -> BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        };
    }
}
