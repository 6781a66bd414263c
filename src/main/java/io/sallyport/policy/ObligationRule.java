package io.sallyport.policy;

import java.util.List;

/// Obligations that apply when the expression is true, and refuse the request when it errs.
record ObligationRule(RuleReference reference, String reason, Expression when, List<Obligation> obligations) {

    ObligationRule {
        obligations = List.copyOf(obligations);
    }
}
