package io.sallyport.policy;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Admission;
import io.sallyport.document.Document;
import io.sallyport.document.Principal;
import io.sallyport.document.Schema;

/// Decides on documents for one request: ACL, required fields, retrieval rules and model rules, as a filter and by the
/// original rules. It decides once on each document: the rules, the subject and the instant of a request never change,
/// and neither does a document that was read.
final class DocumentGate implements Admission {

    private final RuleBook book;
    private final Set<Principal> principals;
    private final Map<String, Object> variables;
    private final Map<Document, List<RuleReference>> decided = Collections.synchronizedMap(new IdentityHashMap<>());

    DocumentGate(RuleBook book, Set<Principal> principals, Map<String, Object> variables) {
        this.book = book;
        this.principals = principals;
        this.variables = variables;
    }

    @Override
    public boolean admits(Document document) {
        return !rulesFor(document).isEmpty();
    }

    List<RuleReference> rulesFor(Document document) {
        return decided.computeIfAbsent(document, this::decide);
    }

    private List<RuleReference> decide(Document document) {
        return document.acl().permits(principals)
                ? attributes(document).map(this::allowing).orElse(List.of())
                : List.of();
    }

    AccessFilter filter(FilterBudget budget) throws FilterBudget.FilterTooLarge {
        var known = new Bindings(variables, budget);
        var parts = Stream.concat(
                Stream.of(acl(), book.retrieval().filter(known), book.model().filter(known)),
                requiredFields());
        return budget.check(AccessFilter.and(parts.toList()));
    }

    /// The rule that withholds a document which is not admitted; absent when none allows it, or its ACL or its attributes
    /// withhold it before any rule.
    Optional<RuleReference> withholding(Document document) {
        if (!document.acl().permits(principals)) {
            return Optional.empty();
        }
        return attributes(document).map(known -> Variables.with(variables, RuleLanguage.DOCUMENT, known))
                .flatMap(all -> book.retrieval().allowing(all).isEmpty()
                        ? book.retrieval().denying(all)
                        : book.model().denying(all));
    }

    private Optional<Map<String, Object>> attributes(Document document) {
        return DocumentAttributes.of(document, book.vocabulary().schema());
    }

    private List<RuleReference> allowing(Map<String, Object> document) {
        var all = Variables.with(variables, RuleLanguage.DOCUMENT, document);
        var retrieval = book.retrieval().allowing(all);
        var model = retrieval.isEmpty() ? retrieval : book.model().allowing(all);
        return model.isEmpty() ? model : Stream.concat(retrieval.stream(), model.stream()).toList();
    }

    private AccessFilter acl() {
        var terms = principals.stream().map(Principal::text).collect(Collectors.toUnmodifiableSet());
        return AccessFilter.and(
                AccessFilter.terms(Schema.ALLOW, terms),
                AccessFilter.not(AccessFilter.terms(Schema.DENY, terms)));
    }

    private Stream<AccessFilter> requiredFields() {
        return book.vocabulary().schema().fields().values().stream()
                .filter(field -> field.required())
                .map(AccessFilter.Exists::new);
    }
}
