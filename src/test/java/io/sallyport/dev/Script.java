package io.sallyport.dev;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the scripted model answers a chat request.
///
/// @param text      the answer; without it the model extracts one from the prompt's passages
/// @param deltaSize the code points of each streamed delta, at least 1
/// @param pause     the time before each delta, and before an answer that is not streamed
/// @param fault     what goes wrong
public record Script(Optional<String> text, int deltaSize, Duration pause, Fault fault) {

    /// What goes wrong with an answer. `deltas` counts the content deltas sent before; for an answer that is not
    /// streamed only whether it is 0 (nothing is sent) or more (half the body is) matters.
    public sealed interface Fault {
        /// Nothing.
        record None() implements Fault {}

        /// The answer is an error of that HTTP status, such as 429 or 500.
        record Status(int code) implements Fault {}

        /// The connection closes before any byte of a response.
        record NoResponse() implements Fault {}

        /// The connection closes within the response.
        record Drop(int deltas) implements Fault {}

        /// The response stays open and silent until the model closes.
        record Stall(int deltas) implements Fault {}

        /// An event, or the body, is not JSON.
        record Malformed(int deltas) implements Fault {}

        /// A delta, or the answer, is that many characters long, on one line.
        record HugeLine(int deltas, int characters) implements Fault {}
    }

    public Script {
        if (deltaSize < 1 || pause.isNegative()) {
            throw new IllegalArgumentException("a delta has at least one code point and a pause is not negative");
        }
    }

    /// Answers at once with sentences of the prompt's passages, in deltas of 16 code points.
    public static Script extracting() {
        return new Script(Optional.empty(), 16, Duration.ZERO, new Fault.None());
    }

    /// Answers with that text.
    public static Script saying(String text) {
        return new Script(Optional.of(text), 16, Duration.ZERO, new Fault.None());
    }

    /// Goes wrong that way with an extracted answer.
    public static Script failing(Fault fault) {
        return extracting().with(fault);
    }

    /// The same in deltas of that many code points.
    public Script inDeltasOf(int codePoints) {
        return new Script(text, codePoints, pause, fault);
    }

    /// The same with a pause before each delta.
    public Script pausing(Duration pause) {
        return new Script(text, deltaSize, pause, fault);
    }

    /// The same with that fault.
    public Script with(Fault fault) {
        return new Script(text, deltaSize, pause, fault);
    }

    List<String> deltas(String answer) {
        var deltas = new ArrayList<String>();
        for (var from = 0; from < answer.length();) {
            var size = Math.min(deltaSize, answer.codePointCount(from, answer.length()));
            var to = answer.offsetByCodePoints(from, size);
            deltas.add(answer.substring(from, to));
            from = to;
        }
        return deltas;
    }
}
