package io.sallyport.gateway;

import java.io.IOException;

/// Where the pieces of a streamed answer go. Each piece is covered by a durable entry before it is handed over.
public interface AnswerSink {

    /// Tells which policy bundle decides; called once the request is permitted and before any text.
    default void begin(String revision) {}

    /// Sends text to the caller at once.
    ///
    /// @throws IOException when the caller is gone
    void send(String text) throws IOException;

    /// Shows a caller who waits that the answer goes on. It carries no text.
    ///
    /// @throws IOException when the caller is gone
    default void pause() throws IOException {}

    /// For an answer that is wanted whole.
    AnswerSink NONE = text -> {
        throw new IOException("this answer is not streamed");
    };
}
