package io.sallyport.ingest;

/// One thing that is wrong with a draft.
///
/// @param pointer where, as a JSON Pointer (RFC 6901) into the document sent
/// @param message what was expected; never a value of the draft other than a name
public record DraftProblem(String pointer, String message) {

    @Override
    public String toString() {
        return pointer + ": " + message;
    }
}
