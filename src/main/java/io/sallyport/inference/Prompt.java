package io.sallyport.inference;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What is sent to a model. Its text is already redacted as obliged.
///
/// @param messages    the turns, oldest first
/// @param temperature what the caller asked for, else the provider's default
/// @param maxTokens   bound on the answer, else the provider's default
public record Prompt(List<Message> messages, OptionalDouble temperature, OptionalInt maxTokens) {

    public Prompt {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a prompt has at least one message");
        }
    }

    /// Length of all texts in UTF-16 units.
    public int characters() {
        return messages.stream().mapToInt(message -> message.text().length()).sum();
    }
}
