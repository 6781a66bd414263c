package io.sallyport.api;

import io.sallyport.document.Citation;

/// A citation on the wire.
///
/// @param number the `[n]` of the text
/// @param id     the document within its collection
public record CitedSource(int number, String collection, String id, String title, String uri, String classification) {

    public static CitedSource of(Citation citation) {
        var document = citation.document();
        return new CitedSource(
                citation.number(),
                document.collection().name(),
                document.name(),
                citation.title(),
                citation.uri(),
                citation.classification().name());
    }
}
