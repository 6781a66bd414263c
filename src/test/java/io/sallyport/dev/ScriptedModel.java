package io.sallyport.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/// A stand-in for a language model behind a real OpenAI-compatible HTTP server on 127.0.0.1: `POST
/// /v1/chat/completions` (JSON and SSE) and `GET /v1/models`.
///
/// It answers with sentences of the passages in the last user message, so that answers are meaningful and repeatable,
/// records every request, and does as scripted otherwise. Token counts are counts of words.
public final class ScriptedModel implements AutoCloseable {
    static final String PORT_PROPERTY = "sallyport.dev.model.port";
    private static final JsonMapper JSON = new JsonMapper();

    private final Options options;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final ConcurrentLinkedQueue<Script> next = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Script> always = new AtomicReference<>(Script.extracting());

    /// How a model is served.
    ///
    /// @param port   the port, 0 = any
    /// @param models the ids it answers to
    /// @param apiKey the key that callers must present, if any
    public record Options(int port, List<String> models, Optional<String> apiKey) {
        public Options {
            models = List.copyOf(models);
        }

        /// Any port, the one model `scripted`, no key.
        public static Options defaults() {
            return new Options(0, List.of("scripted"), Optional.empty());
        }

        /// The same on `port`.
        public Options onPort(int port) {
            return new Options(port, models, apiKey);
        }

        /// The same with these model ids.
        public Options serving(String... models) {
            return new Options(port, List.of(models), apiKey);
        }

        /// The same for callers with that key only.
        public Options requiring(String apiKey) {
            return new Options(port, models, Optional.of(apiKey));
        }
    }

    /// A request as it came.
    ///
    /// @param headers by lower-case name
    public record Received(String method, String path, Map<String, List<String>> headers, String body) {
        /// The header's first value.
        public Optional<String> header(String lowerCaseName) {
            return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
        }
    }

    private ScriptedModel(Options options) {
        this.options = options;
        this.server = listen(options.port());
    }

    /// Starts a model on any port.
    public static ScriptedModel start() {
        return start(Options.defaults());
    }

    /// Starts a model as the options say.
    ///
    /// @throws IllegalStateException if the port is in use
    public static ScriptedModel start(Options options) {
        Ports.requireFree(options.port(), PORT_PROPERTY);
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else a delta may wait 40 ms for an acknowledgement
        var model = new ScriptedModel(options);
        model.server.createContext("/", model::handle);
        model.server.setExecutor(model.threads);
        model.server.start();
        return model;
    }

    private static HttpServer listen(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The scripted model cannot listen on port " + port, e);
        }
    }

    /// The base URL as OpenAI clients take it, such as `http://127.0.0.1:9100/v1`.
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /// Every request so far, in the order of arrival.
    public List<Received> requests() {
        return List.copyOf(requests);
    }

    /// The number of answers whose reader left before their end.
    public int abandoned() {
        return abandoned.get();
    }

    /// Scripts the next chat request that no earlier call scripts (a client that retries makes several requests).
    public void next(Script script) {
        next.add(script);
    }

    /// Scripts every chat request that is not scripted by [#next].
    public void always(Script script) {
        always.set(script);
    }

    /// Forgets all requests and scripts.
    public void reset() {
        requests.clear();
        abandoned.set(0);
        next.clear();
        always.set(Script.extracting());
    }

    /// Stops at once; answers under way break off.
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /// Completes the exchange, or throws: then the server closes the connection without completing the response.
    private void handle(HttpExchange exchange) throws IOException {
        var request = receive(exchange);
        try {
            answer(exchange, request);
        } catch (ModelError e) {
            send(exchange, e.status(), e.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the model closed");
        }
        exchange.close();
    }

    private Received receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var headers = new TreeMap<String, List<String>>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        var path = exchange.getRequestURI().getPath();
        var received = new Received(exchange.getRequestMethod(), path, headers, body);
        requests.add(received);
        return received;
    }

    private void answer(HttpExchange exchange, Received request) throws IOException, InterruptedException {
        if (options.apiKey().isPresent()
                && !request.header("authorization").equals(options.apiKey().map(key -> "Bearer " + key))) {
            throw ModelError.wrongKey();
        }
        switch (request.method() + " " + request.path()) {
            case "GET /v1/models" -> send(exchange, 200, Map.of("object", "list", "data", models()));
            case "POST /v1/chat/completions" -> chat(exchange, request);
            default -> throw ModelError.unknownPath(request.method(), request.path());
        }
    }

    private List<Map<String, Object>> models() {
        return options.models().stream()
                .map(id -> Map.<String, Object>of("id", id, "object", "model", "created", 0, "owned_by", "sallyport"))
                .toList();
    }

    private void chat(HttpExchange exchange, Received request) throws IOException, InterruptedException {
        var call = ChatCall.parse(request.body());
        if (!options.models().contains(call.model())) {
            throw ModelError.unknownModel(call.model());
        }
        var scripted = Optional.ofNullable(next.poll()).orElseGet(always::get);
        try {
            new ChatReply(exchange, "chatcmpl-" + requests.size(), call, scripted, closed).write();
        } catch (ChatReply.Dropped e) {
            throw e;
        } catch (IOException e) {
            abandoned.incrementAndGet();
            throw e;
        }
    }

    private static void send(HttpExchange exchange, int status, Map<String, Object> json) throws IOException {
        var bytes = JSON.writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
