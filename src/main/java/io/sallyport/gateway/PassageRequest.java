package io.sallyport.gateway;

/// A question for passages, without a model.
///
/// @param terms    purpose, break-glass and collections
/// @param question what to look for
/// @param limit    the most passages wanted
/// @param bytes    size of the request body
public record PassageRequest(Terms terms, String question, int limit, long bytes) {

    public PassageRequest {
        if (question.isBlank() || limit < 1) {
            throw new IllegalArgumentException("a question is not blank and a limit at least 1");
        }
    }
}
