package io.sallyport.ingest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How texts are cut.
///
/// @param chunkTokens  the most tokens of a chunk, 20 to 2,000
/// @param chunkOverlap the most tokens a chunk repeats of the one before, less than `chunkTokens`
@ConfigurationProperties("sallyport.ingest")
public record IngestSettings(@DefaultValue("220") int chunkTokens, @DefaultValue("40") int chunkOverlap) {

    public IngestSettings {
        if (chunkTokens < 20 || chunkTokens > 2000) {
            throw new IllegalArgumentException("sallyport.ingest.chunk-tokens is 20 to 2,000, not " + chunkTokens);
        }
        if (chunkOverlap < 0 || chunkOverlap >= chunkTokens) {
            throw new IllegalArgumentException(
                    "sallyport.ingest.chunk-overlap is 0 to less than chunk-tokens, not " + chunkOverlap);
        }
    }
}
