package io.sallyport.gateway;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A question to a model.
///
/// @param terms        purpose, break-glass and collections
/// @param model        the model asked for, by its public name
/// @param turns        the conversation, oldest first; the last one is the user's question
/// @param conversation names the conversation whose pseudonyms go on; absent: they live for this request
/// @param temperature  passed on
/// @param maxTokens    passed on
/// @param streamed     whether the answer is wanted piece by piece
/// @param bytes        size of the request body
public record Question(
        Terms terms,
        String model,
        List<Turn> turns,
        Optional<String> conversation,
        OptionalDouble temperature,
        OptionalInt maxTokens,
        boolean streamed,
        long bytes) {

    public Question {
        turns = List.copyOf(turns);
        if (turns.isEmpty() || turns.getLast().speaker() != Turn.Speaker.USER || turns.getLast().text().isBlank()) {
            throw new IllegalArgumentException("the last turn is the user's question and not blank");
        }
    }

    String text() {
        return turns.getLast().text();
    }
}
