package io.sallyport.policy;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.sallyport.document.AccessFilter;
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

    /// Counts the rules about documents, which an ACL has let through. By their translations, which are true exactly where
    /// the rules are: filled once for a case they cost a small part of evaluating each rule on each document.
    void documents(Collection<Document> documents, Map<String, Object> known) {
        var schema = book.vocabulary().schema();
        var sound = documents.stream()
                .filter(document -> DocumentAttributes.unsound(document, schema).isEmpty())
                .toList();
        var bindings = new Bindings(known, new FilterBudget(settings.maxClauses(), settings.maxTerms()));
        Stream.concat(book.retrieval().rules().stream(), book.model().rules().stream())
                .filter(rule -> neverTrue.contains(rule.rule().reference()))
                .filter(rule -> sound.stream().anyMatch(whenTrue(rule, bindings)::matches))
                .forEach(rule -> neverTrue.remove(rule.rule().reference()));
    }

    private static AccessFilter whenTrue(DocumentRule rule, Bindings known) {
        try {
            return rule.condition().fill(known).whenTrue();
        } catch (FilterBudget.FilterTooLarge tooLarge) {
            return AccessFilter.NONE;
        }
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
