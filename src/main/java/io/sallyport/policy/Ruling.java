package io.sallyport.policy;

import java.util.List;

/// What was decided about a request or a document, and by what.
///
/// @param allowed whether it is
/// @param rules   those that decided: every rule that allowed, or the one that denied; none when nothing allowed, or when
///                the decision fell before any rule
/// @param reason  of the first of these rules, else what was missing
public record Ruling(boolean allowed, List<RuleReference> rules, String reason) {

    public Ruling {
        rules = List.copyOf(rules);
    }
}
