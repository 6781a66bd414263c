package io.sallyport.gateway;

import java.util.List;
import java.util.Optional;

import io.sallyport.document.Citation;

/// A complete, governed answer.
///
/// @param text           the whole text as sent
/// @param finish         why it ended: `stop`, `length`, or `no_sources` when nothing permitted was found
/// @param citations      the passages it cites, redacted
/// @param usage          what the provider counted
/// @param revision       the policy bundle that decided
/// @param droppedHistory assistant turns that were not recognised or may no longer be read, and so were left out
public record Answer(
        String text,
        String finish,
        List<Citation> citations,
        Optional<Usage> usage,
        String revision,
        int droppedHistory) {

    /// @param input  tokens of the prompt
    /// @param output tokens of the answer
    public record Usage(long input, long output) {}

    public Answer {
        citations = List.copyOf(citations);
    }
}
