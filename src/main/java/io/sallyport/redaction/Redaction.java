package io.sallyport.redaction;

import java.util.List;

/// A redacted text.
///
/// @param text what may be shown
/// @param findings everything found in the original, by UTF-16 offsets of the original and without overlap: also
///        what the plan leaves and what is only possible
/// @param counts what was treated, by type and treatment; empty if the text is unchanged
public record Redaction(String text, List<Finding> findings, List<RedactionCount> counts) {

    public Redaction {
        findings = List.copyOf(findings);
        counts = List.copyOf(counts);
    }
}
