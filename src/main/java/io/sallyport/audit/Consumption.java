package io.sallyport.audit;

/// What the provider says the calls of a request cost.
///
/// @param input tokens read
/// @param output tokens written
public record Consumption(long input, long output) {

    public Consumption {
        Require.notNegative(input, "input");
        Require.notNegative(output, "output");
    }
}
