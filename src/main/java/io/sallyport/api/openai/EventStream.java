package io.sallyport.api.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.gateway.AnswerSink;

/// Server-sent events on the response's own output stream, flushed one by one. The response begins with the first text,
/// so that a refusal before it still has its own status.
final class EventStream implements AnswerSink {

    private static final byte[] DATA = "data: ".getBytes(UTF_8);
    private static final byte[] COMMENT = ": the model thinks\n\n".getBytes(UTF_8);
    private static final byte[] BLANK_LINE = "\n\n".getBytes(UTF_8);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);

    private final HttpServletResponse response;
    private final JsonMapper json;
    private final ChatBodies bodies;
    private boolean begun;

    EventStream(HttpServletResponse response, JsonMapper json, ChatBodies bodies) {
        this.response = response;
        this.json = json;
        this.bodies = bodies;
    }

    @Override
    public void begin(String revision) {
        response.setHeader(ChatController.REVISION, revision);
    }

    @Override
    public void send(String text) throws IOException {
        open();
        event(bodies.text(text));
    }

    /// Begins the response, unless it has begun.
    void open() throws IOException {
        if (!begun) {
            begun = true;
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            event(bodies.first());
        }
    }

    /// A comment, which clients skip.
    @Override
    public void pause() throws IOException {
        if (begun) {
            response.getOutputStream().write(COMMENT);
            response.flushBuffer();
        }
    }

    boolean hasBegun() {
        return begun;
    }

    void event(Map<String, ?> body) throws IOException {
        var out = response.getOutputStream();
        out.write(DATA);
        out.write(json.writeValueAsBytes(body));
        out.write(BLANK_LINE);
        out.flush();
    }

    void done() throws IOException {
        response.getOutputStream().write(DONE);
        response.flushBuffer();
    }
}
