package io.sallyport.gateway;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How answers are made.
///
/// @param passages  the most passages in a prompt, 1 to 50
/// @param documents the most documents they come from, 1 to 50; obligations may lower it
/// @param remember  how long our own answers are recognised in histories
/// @param endRevoked whether a streamed answer ends when changed policies revoke what it was permitted; otherwise it
///                  ends as it began
@ConfigurationProperties("sallyport.answers")
public record AnswerSettings(
        @DefaultValue("8") int passages,
        @DefaultValue("8") int documents,
        @DefaultValue("8h") Duration remember,
        @DefaultValue("true") boolean endRevoked) {

    private static final int MOST = 50;

    public AnswerSettings {
        if (passages < 1 || passages > MOST || documents < 1 || documents > MOST) {
            throw new IllegalArgumentException(
                    "sallyport.answers.passages and .documents are between 1 and %d".formatted(MOST));
        }
    }
}
