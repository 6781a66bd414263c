package io.sallyport.policy;

import java.util.List;

/// What the tests beside the rules of a bundle say about them. All cases hold, else the bundle would not have loaded.
///
/// @param cases     how many cases there are
/// @param rules     how many rules there are
/// @param neverTrue the rules that are true in none of them, sorted; a case whose request is denied reaches request rules
///                  only, and an ACL keeps a document from the rules about documents
public record RuleCoverage(int cases, int rules, List<RuleReference> neverTrue) {

    public RuleCoverage {
        neverTrue = List.copyOf(neverTrue);
    }
}
