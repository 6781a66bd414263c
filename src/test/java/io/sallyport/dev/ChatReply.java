package io.sallyport.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpExchange;

import io.sallyport.dev.Script.Fault;

/// Writes one answer of the scripted model as its script says, as JSON or as server-sent events.
final class ChatReply {
    private final HttpExchange exchange;
    private final ChatJson json;
    private final ChatCall call;
    private final Script script;
    private final List<String> deltas;
    private final CountDownLatch closed;

    /// @param closed opens when the model closes
    ChatReply(HttpExchange exchange, String id, ChatCall call, Script script, CountDownLatch closed) {
        this.exchange = exchange;
        this.call = call;
        this.script = script;
        this.closed = closed;
        this.json = new ChatJson(id, call, script.text().orElseGet(() -> ExtractiveAnswer.to(call.question())));
        this.deltas = script.deltas(json.answer());
    }

    /// The script wants the connection closed as it is: the exchange must not be completed.
    static final class Dropped extends IOException {
        private static final long serialVersionUID = 1;
    }

    /// @throws Dropped     if the connection is to be closed within the response
    /// @throws IOException if the reader left before the end
    void write() throws IOException, InterruptedException {
        switch (script.fault()) {
            case Fault.Status(var code) -> throw ModelError.ofStatus(code);
            case Fault.NoResponse() -> throw new Dropped();
            case Fault fault when call.stream() -> stream(fault);
            case Fault fault -> whole(fault);
        }
    }

    private void whole(Fault fault) throws IOException, InterruptedException {
        pause();
        switch (fault) {
            case Fault.Drop(var sent) -> dropAfter(sent);
            case Fault.Stall(var sent) -> {
                half(sent);
                stall();
            }
            case Fault.Malformed _ -> send(json.malformed());
            case Fault.HugeLine(_, var characters) -> send(json.completion("x".repeat(characters)));
            case Fault.None(),Fault.Status _,Fault.NoResponse _ -> send(json.completion(json.answer()));
        }
    }

    private void dropAfter(int sent) throws IOException {
        half(sent);
        throw new Dropped();
    }

    private void stall() throws IOException, InterruptedException {
        closed.await();
        throw new Dropped();
    }

    private void half(int sent) throws IOException {
        if (sent > 0) {
            var bytes = json.completion(json.answer()).getBytes(UTF_8);
            start("application/json", bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
        }
    }

    private void send(String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        start("application/json", bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void start(String type, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, length);
    }

    private void stream(Fault fault) throws IOException, InterruptedException {
        start("text/event-stream; charset=utf-8", 0);
        event(json.firstChunk());
        for (var sent = 0; sent < deltas.size(); sent++) {
            happen(fault, sent);
            pause();
            event(json.contentChunk(deltas.get(sent)));
        }
        happen(fault, deltas.size());
        event(json.lastChunk());
        if (call.includeUsage()) {
            event(json.usageChunk());
        }
        event("[DONE]");
    }

    /// Lets the fault happen if it is due after that many deltas, at the latest after the last.
    private void happen(Fault fault, int sent) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Drop(var due) when due(due, sent) -> throw new Dropped();
            case Fault.Stall(var due) when due(due, sent) -> stall();
            case Fault.Malformed(var due) when due(due, sent) -> event(json.malformed());
            case Fault.HugeLine(var due, var characters) when due(due, sent) ->
                event(json.contentChunk("x".repeat(characters)));
            default -> {
            }
        }
    }

    private boolean due(int after, int sent) {
        return Math.min(after, deltas.size()) == sent;
    }

    private void event(String data) throws IOException {
        exchange.getResponseBody().write(("data: " + data + "\n\n").getBytes(UTF_8));
        exchange.getResponseBody().flush();
    }

    private void pause() throws InterruptedException {
        Thread.sleep(script.pause());
    }
}
