package io.sallyport.policy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.sallyport.document.Classification;
import io.sallyport.document.Document;

/// Keeps count of the rules that no case has made true yet. A rule that has been true is not evaluated again.
final class RuleTally {

    private final RuleBook book;
    private final PolicySettings settings;
    private final Set<RuleReference> neverTrue;
    private int cases;

    RuleTally(RuleBook book, PolicySettings settings) {
        this.book = book;
        this.settings = settings;
        this.neverTrue = new TreeSet<>(book.references());
    }

    /// Counts the request rules of one more case.
    Optional<Map<String, Object>> request(AccessRequest request) {
        cases++;
        var known = Variables.known(request, book, settings);
        known.ifPresent(variables -> count(book.request().rules().stream(), variables));
        return known;
    }

    /// Counts the rules about a document, which an ACL has let through.
    void document(Document document, Map<String, Object> known) {
        DocumentAttributes.of(document, book.vocabulary().schema())
                .map(attributes -> Variables.with(known, RuleLanguage.DOCUMENT, attributes))
                .ifPresent(variables -> count(
                        Stream.concat(book.retrieval().rules().stream(), book.model().rules().stream())
                                .map(DocumentRule::rule),
                        variables));
    }

    /// Counts the obligations that apply at a classification.
    void obligations(Classification classification, Map<String, Object> known) {
        var variables = Variables.with(known, classification);
        book.obligations().stream()
                .filter(rule -> neverTrue.contains(rule.reference()))
                .filter(rule -> rule.when().outcome(variables) == Outcome.TRUE)
                .forEach(rule -> neverTrue.remove(rule.reference()));
    }

    RuleCoverage coverage() {
        return new RuleCoverage(cases, book.references().size(), neverTrue.stream().toList());
    }

    private void count(Stream<Rule> rules, Map<String, Object> variables) {
        rules.filter(rule -> neverTrue.contains(rule.reference()))
                .filter(rule -> rule.outcome(variables) == Outcome.TRUE)
                .forEach(rule -> neverTrue.remove(rule.reference()));
    }
}
