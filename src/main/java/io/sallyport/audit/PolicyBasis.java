package io.sallyport.audit;

import java.util.List;

/// What the decision rests on.
///
/// @param revision revision of the policy bundle
/// @param rules `file#rule` of each rule that decided
/// @param obligations names of the obligations carried out
/// @param breakGlass whether the subject broke the glass
public record PolicyBasis(String revision, List<String> rules, List<String> obligations, boolean breakGlass) {

    public PolicyBasis {
        Require.name(revision, "revision");
        rules = Require.atMost(Require.NAMES, rules, "rules");
        obligations = Require.atMost(Require.NAMES, obligations, "obligations");
    }
}
