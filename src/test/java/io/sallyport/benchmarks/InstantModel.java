package io.sallyport.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import tools.jackson.databind.json.JsonMapper;

/// A model that answers every request with the same text at once, or streams it word by word at a steady pace.
final class InstantModel implements AutoCloseable {

    static final String ANSWER = "The passages say that the premium rises in spring [1]. Customers hear of it six weeks "
            + "before, in writing and with the reasons [2]. Whoever disagrees may leave at the end of the month.";

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] WHOLE = JSON.writeValueAsBytes(envelope("chat.completion", "message", ANSWER, "stop"));

    private final Loopback server = Loopback.serving(this::handle);
    private final Duration pace;
    private volatile String lastBody = "";
    private volatile long firstDelta;
    private volatile int sent;

    private InstantModel(Duration pace) {
        this.pace = pace;
    }

    /// Streams without a pause.
    static InstantModel start() {
        return start(Duration.ZERO);
    }

    /// Streams a word each `pace`, the first at once.
    static InstantModel start(Duration pace) {
        return new InstantModel(pace);
    }

    /// As OpenAI clients take it.
    URI baseUrl() {
        return server.uri().resolve("/v1");
    }

    /// The body of the last request.
    String lastBody() {
        return lastBody;
    }

    /// When the stream now or last under way began to send its first word, by the clock of [System#nanoTime].
    long firstDelta() {
        return firstDelta;
    }

    /// How many words of it have been sent.
    int sent() {
        return sent;
    }

    /// The words as they are streamed.
    static List<String> deltas() {
        return List.of(ANSWER.split("(?<= )"));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            lastBody = body;
            if (JSON.readTree(body).path("stream").asBoolean(false)) {
                stream(exchange);
            } else {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, WHOLE.length);
                exchange.getResponseBody().write(WHOLE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private void stream(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        event(exchange, chunk("", ""));
        sent = 0;
        for (String word : deltas()) {
            if (sent == 0) {
                firstDelta = System.nanoTime();
            } else {
                Thread.sleep(pace);
            }
            event(exchange, chunk(word, ""));
            sent++;
        }
        event(exchange, chunk("", "stop"));
        event(exchange, "[DONE]");
    }

    private static void event(HttpExchange exchange, String data) throws IOException {
        exchange.getResponseBody().write(("data: " + data + "\n\n").getBytes(UTF_8));
        exchange.getResponseBody().flush();
    }

    private static String chunk(String text, String finish) {
        return JSON.writeValueAsString(envelope("chat.completion.chunk", "delta", text, finish));
    }

    private static Map<String, Object> envelope(String object, String part, String text, String finish) {
        var choice = new LinkedHashMap<String, Object>();
        choice.put("index", 0);
        choice.put(part, Map.of("role", "assistant", "content", text));
        choice.put("finish_reason", finish.isEmpty() ? null : finish);
        var choices = new ArrayList<Object>();
        choices.add(choice);
        return Map.of("id", "chatcmpl-1", "object", object, "created", 1_767_225_600, "model", "halden-local",
                "choices", choices);
    }

    @Override
    public void close() {
        server.close();
    }
}
