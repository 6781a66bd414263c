package io.sallyport.inference;

import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/// A response body that cannot fill the memory: whatever a client must hold to understand it is bounded. That is one
/// event of a stream of events, and the whole of any other body. It counts after decompression.
final class BoundedAnswer extends ForwardingSource {

    private static final byte NEWLINE = '\n';
    private static final long BYTES_OF_A_CHARACTER = 6; // as JSON writes it at worst: \u0000
    private static final long ENVELOPE = 256 * 1024;

    private final long most;
    private final boolean events;
    private long held;
    private long line;

    /// Too much.
    static final class TooLong extends IOException {

        @Serial
        private static final long serialVersionUID = 1;

        TooLong(long most) {
            super("more than %d bytes at once".formatted(most));
        }
    }

    private BoundedAnswer(Source body, long most, boolean events) {
        super(body);
        this.most = most;
        this.events = events;
    }

    /// The response with a bounded body, wide enough for an answer of `characters` UTF-16 units.
    static Response of(Response response, int characters) {
        var body = Optional.ofNullable(response.body());
        return body.map(given -> response.newBuilder().body(bounded(given, characters)).build()).orElse(response);
    }

    private static ResponseBody bounded(ResponseBody body, int characters) {
        long most = characters * BYTES_OF_A_CHARACTER + ENVELOPE;
        var source = new BoundedAnswer(body.source(), most, isEvents(body.contentType()));
        return ResponseBody.create(Okio.buffer(source), body.contentType(), body.contentLength());
    }

    private static boolean isEvents(@Nullable MediaType type) {
        return type != null && type.subtype().equals("event-stream");
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long count = super.read(sink, byteCount);
        if (count > 0) {
            count(sink, sink.size() - count);
        }
        if (held > most) {
            throw new TooLong(most);
        }
        return count;
    }

    private void count(Buffer sink, long from) {
        held += sink.size() - from;
        if (!events) {
            return;
        }
        long begin = from;
        for (long at = sink.indexOf(NEWLINE, begin); at >= 0; at = sink.indexOf(NEWLINE, begin)) {
            boolean blank = line + at - begin <= 1; // nothing, or a carriage return
            begin = at + 1;
            line = 0;
            held = blank ? sink.size() - begin : held;
        }
        line += sink.size() - begin;
    }
}
