package io.sallyport.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.dev.GatewayClient;

/// A streamed answer as its caller reads it, piece by piece.
final class StreamedAnswer {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DATA = "data: ";

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;
    private final StringBuilder text = new StringBuilder();
    private Optional<JsonNode> error = Optional.empty();
    private boolean done;
    private boolean broken;

    private StreamedAnswer(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    /// Asks and returns with the head of the response.
    static StreamedAnswer to(GatewayClient client, String person, Map<String, Object> question) {
        var request = client.request(person, "/v1/chat/completions")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(question)));
        try {
            return new StreamedAnswer(client.http().send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    String requestId() {
        return response.headers().firstValue("x-request-id").orElseThrow();
    }

    /// The text that came so far.
    String text() {
        return text.toString();
    }

    /// The code of the error event, or of the error that came instead of a stream; empty if none did.
    String errorCode() {
        return error.map(body -> body.at("/error/code").asString()).orElse("");
    }

    /// Whether the stream ended with `[DONE]`.
    boolean isDone() {
        return done;
    }

    /// Whether the connection broke before the end of the response.
    boolean isBroken() {
        return broken;
    }

    /// Reads on until that many characters of text came, or the end.
    StreamedAnswer readUntil(int characters) {
        while (text.length() < characters) {
            var line = next();
            if (line.isEmpty()) {
                break;
            }
            take(line.get());
        }
        return this;
    }

    StreamedAnswer readToEnd() {
        return readUntil(Integer.MAX_VALUE);
    }

    /// Closes the connection.
    void leave() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> next() {
        try {
            return Optional.ofNullable(lines.readLine());
        } catch (IOException e) {
            broken = true;
            return Optional.empty();
        }
    }

    private void take(String line) {
        if (status() != 200) {
            error = Optional.of(JSON.readTree(line));
        } else if (line.equals(DATA + "[DONE]")) {
            done = true;
        } else if (line.startsWith(DATA)) {
            event(JSON.readTree(line.substring(DATA.length())));
        }
    }

    private void event(JsonNode event) {
        if (event.has("error")) {
            error = Optional.of(event);
        } else {
            text.append(event.at("/choices/0/delta/content").asString(""));
        }
    }
}
