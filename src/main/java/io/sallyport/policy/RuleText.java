package io.sallyport.policy;

import java.util.List;

/// A rule as it stands in its file, before CEL has seen it.
///
/// @param obligations what it applies; none unless it stands in an `ObligationPolicy`
record RuleText(RuleReference reference, Effect effect, String reason, CelText when, List<Obligation> obligations) {

    RuleText {
        obligations = List.copyOf(obligations);
    }
}
