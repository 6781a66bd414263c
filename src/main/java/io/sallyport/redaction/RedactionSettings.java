package io.sallyport.redaction;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of redaction.
///
/// @param threads platform threads that scan; 0 means one for each processor
/// @param deadline longest time one text or piece of a stream may take, waiting included; beyond it fails
/// @param phoneRegions ISO 3166-1 codes of the countries whose national telephone numbers are known
/// @param conversationTimeToLive how long the pseudonyms of an unused conversation are kept
/// @param conversations how many conversations are kept
@ConfigurationProperties("sallyport.redaction")
public record RedactionSettings(@DefaultValue("0") int threads, @DefaultValue("5s") Duration deadline,
        @DefaultValue({
                "US", "GB", "DE", "FR", "ES", "IT", "NL", "CH", "AT", "AU", "IN"}) List<String> phoneRegions,
        @DefaultValue("1h") Duration conversationTimeToLive, @DefaultValue("10000") int conversations) {

    public RedactionSettings {
        phoneRegions = List.copyOf(phoneRegions);
        require(threads >= 0, "sallyport.redaction.threads", "0 or more");
        require(deadline.isPositive(), "sallyport.redaction.deadline", "a positive duration");
        require(conversationTimeToLive.isPositive(), "sallyport.redaction.conversation-time-to-live",
                "a positive duration");
        require(conversations > 0, "sallyport.redaction.conversations", "1 or more");
        threads = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /// What holds when nothing is configured.
    public static RedactionSettings defaults() {
        return new RedactionSettings(0, Duration.ofSeconds(5),
                List.of("US", "GB", "DE", "FR", "ES", "IT", "NL", "CH", "AT", "AU", "IN"), Duration.ofHours(1), 10_000);
    }

    private static void require(boolean holds, String property, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(property + ": expected " + expected);
        }
    }
}
