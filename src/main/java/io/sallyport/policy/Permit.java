package io.sallyport.policy;

import java.util.List;
import java.util.Optional;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Admission;
import io.sallyport.document.Classification;
import io.sallyport.document.Document;

/// Leave to look for documents, within a filter and under obligations. Only a [PolicySet] makes one; it keeps deciding
/// by the bundle, the subject and the instant of its request, whatever is published meanwhile.
public final class Permit implements Decision {

    private final RequestDecision decision;
    private final List<RuleReference> rules;
    private final Obligations obligations;
    private final AccessFilter filter;

    Permit(RequestDecision decision, List<RuleReference> rules, Obligations obligations, AccessFilter filter) {
        this.decision = decision;
        this.rules = List.copyOf(rules);
        this.obligations = obligations;
        this.filter = filter;
    }

    @Override
    public PolicyRevision revision() {
        return decision.revision();
    }

    /// The request rules that allowed, at least one.
    public List<RuleReference> rules() {
        return rules;
    }

    /// What holds before any document is known: the obligations at the lowest level, and those merged since.
    public Obligations obligations() {
        return obligations;
    }

    /// This permit once the highest classification among the disclosed documents is known: the obligations of both
    /// looks merged, or a [Deny] when one cannot be determined or the level is unknown.
    public Decision obligationsAt(Classification highestDisclosed) {
        return decision.obligationsAt(highestDisclosed, this);
    }

    /// The first gate, to be pushed into every search leg: ACL, required fields, retrieval and model rules.
    public AccessFilter filter() {
        return filter;
    }

    /// The second gate: the original rules and the ACL on an authoritative record. Also decides for the final prompt.
    public Admission admission() {
        return decision.documents();
    }

    /// The retrieval and model rules that allow this document; none when it is not admitted.
    public List<RuleReference> rulesFor(Document document) {
        return decision.documents().rulesFor(document);
    }

    /// The rule that withholds a document which is not admitted, if it is a rule.
    Optional<RuleReference> withholding(Document document) {
        return decision.documents().withholding(document);
    }

    Permit with(Obligations more) {
        return new Permit(decision, rules, obligations.merge(more), filter);
    }
}
