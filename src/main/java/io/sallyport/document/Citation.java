package io.sallyport.document;

/// Where a numbered statement of an answer comes from.
///
/// @param number the number in the text, `[1]` and up
public record Citation(int number, DocumentId document, String title, String uri, Classification classification) {

    public Citation {
        if (number < 1) {
            throw new IllegalArgumentException("citations are numbered from 1");
        }
    }

    /// The citation of a passage.
    public static Citation of(int number, Passage passage) {
        var document = passage.document();
        return new Citation(number, document.id(), document.title(), document.uri(), document.classification());
    }
}
