package io.sallyport.retrieval;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How far one retrieval goes.
///
/// @param chunksPerDocument the most passages of one document, 1 to 50
/// @param pages             the most pages of hits that are read to fill a query, 1 to 50
@ConfigurationProperties("sallyport.retrieval")
public record RetrievalSettings(@DefaultValue("3") int chunksPerDocument, @DefaultValue("5") int pages) {

    private static final int MOST = 50;

    public RetrievalSettings {
        check("sallyport.retrieval.chunks-per-document", chunksPerDocument);
        check("sallyport.retrieval.pages", pages);
    }

    private static void check(String property, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException("%s is 1 to %d, not %d".formatted(property, MOST, value));
        }
    }
}
