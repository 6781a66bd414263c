package io.sallyport.inference;

import java.util.Locale;
import java.util.Optional;

import org.springframework.ai.chat.model.ChatResponse;

/// Reads what is optional in a provider's response.
final class Responses {

    private Responses() {}

    static Optional<String> text(ChatResponse response) {
        return Optional.ofNullable(response.getResult())
                .flatMap(result -> Optional.ofNullable(result.getOutput().getText()))
                .filter(text -> !text.isEmpty());
    }

    static Optional<String> finish(ChatResponse response) {
        return Optional.ofNullable(response.getResult())
                .flatMap(result -> Optional.ofNullable(result.getMetadata().getFinishReason()))
                .filter(reason -> !reason.isBlank())
                .map(reason -> reason.toLowerCase(Locale.ROOT));
    }

    static Optional<Usage> usage(ChatResponse response) {
        var usage = response.getMetadata().getUsage();
        if (usage == null || usage.getTotalTokens() == null || usage.getTotalTokens() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Usage(usage.getPromptTokens(), usage.getCompletionTokens()));
    }
}
