package io.sallyport.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;

import io.sallyport.gateway.Refusal.Kind;
import io.sallyport.redaction.RedactionStream;
import io.sallyport.redaction.RestorationStream;

/// Sends a streamed answer in windows: redacted, restored for the subject, recorded, and only then sent.
final class Delivery {

    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Transit transit;
    private final AnswerSink sink;
    private final Windows windows;
    private final RedactionStream redaction;
    private final RestorationStream restoration;
    private final StringBuilder redacted = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder whole = new StringBuilder();
    private final StringBuilder wholeRedacted = new StringBuilder();
    private boolean begun;
    private long lastSent;
    private long windowOpened;

    /// When a window is full.
    ///
    /// @param age    longest time text waits for its window to fill
    /// @param bytes  largest window
    /// @param single whether the whole answer is one window
    record Windows(Duration age, int bytes, boolean single) {}

    Delivery(Transit transit, AnswerSink sink, Windows windows, Redacting redacting) {
        this.transit = transit;
        this.sink = sink;
        this.windows = windows;
        this.redaction = redacting.redactor().stream(redacting.plan(), redacting.pseudonyms());
        this.restoration = redacting.pseudonyms().restoration(redacting.plan()::restores);
    }

    /// Takes text from the model and sends what has become sendable.
    void accept(String delta) {
        hold(redaction.feed(delta));
        if (isDue()) {
            release();
        }
    }

    /// Sends a window that has waited long enough. While the model is silent, finds out whether the caller still waits:
    /// for one who left, the model is not kept busy.
    void tick() {
        if (isDue()) {
            release();
        } else if (begun && System.nanoTime() - lastSent >= SILENCE.toNanos()) {
            reach(sink::pause);
        }
    }

    /// How long until [#tick] has something to do.
    Duration untilDue() {
        if (text.isEmpty() || windows.single()) {
            return SILENCE;
        }
        long left = windows.age().toNanos() - (System.nanoTime() - windowOpened);
        return Duration.ofNanos(Math.max(0, left));
    }

    /// Ends the model's text and adds the gateway's own, which holds no personal data.
    ///
    /// @return everything that was sent
    String finish(java.util.function.Function<String, String> addition) {
        hold(redaction.finish());
        String more = addition.apply(wholeRedacted.toString());
        redacted.append(more);
        wholeRedacted.append(more);
        text.append(restoration.feed(more)).append(restoration.finish());
        release();
        return whole.toString();
    }

    String redactedText() {
        return wholeRedacted.toString();
    }

    RedactionStream redaction() {
        return redaction;
    }

    private void hold(String released) {
        if (released.isEmpty()) {
            return;
        }
        if (text.isEmpty()) {
            windowOpened = System.nanoTime();
        }
        redacted.append(released);
        wholeRedacted.append(released);
        text.append(restoration.feed(released));
    }

    private boolean isDue() {
        if (text.isEmpty() || windows.single()) {
            return false;
        }
        return !begun
                || text.length() >= windows.bytes()
                || text.toString().getBytes(UTF_8).length >= windows.bytes()
                || System.nanoTime() - windowOpened >= windows.age().toNanos();
    }

    private void release() {
        if (redacted.isEmpty() && text.isEmpty()) {
            return;
        }
        String piece = text.toString();
        transit.release(redacted.toString(), piece);
        redacted.setLength(0);
        text.setLength(0);
        begun = true;
        send(piece);
    }

    private void send(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        reach(() -> sink.send(piece));
        transit.sent(piece);
        whole.append(piece);
    }

    private void reach(Sending sending) {
        try {
            sending.send();
        } catch (IOException gone) {
            throw new Refusal(Kind.CLIENT_GONE, "The caller left.");
        }
        lastSent = System.nanoTime();
    }

    private interface Sending {
        void send() throws IOException;
    }
}
