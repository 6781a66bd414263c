package io.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Document;
import io.sallyport.document.Principal;
import io.sallyport.document.Schema;

/// One random bundle with a request and documents.
record RandomWorld(
        RuleBook book,
        Permit permit,
        Set<Principal> principals,
        Bindings known,
        List<Document> documents) {

    static RandomWorld of(PolicyGenerator generator, int documents) {
        return of(
                generator.policy(),
                generator.request(),
                IntStream.range(0, documents).mapToObj(number -> generator.document()).toList());
    }

    /// @throws PolicyProblems when the policy does not load
    static RandomWorld of(RandomPolicy policy, AccessRequest request, List<Document> documents) {
        var book = book(policy);
        var revision = new PolicyRevision("0".repeat(64));
        var settings = PolicySettings.defaults();
        var permit = (Permit) new PolicySet(revision, List.of(), book, settings).decide(request);
        return new RandomWorld(
                book,
                permit,
                Principal.of(request.subject()),
                known(book, request, settings),
                documents);
    }

    private static RuleBook book(RandomPolicy policy) {
        var log = new ProblemLog();
        var read = new BundleReader(Rulings.documents(policy.files(), log), new ObligationReader(Given.ENTITIES), log)
                .read("random");
        log.throwIfAny();
        return read.orElseThrow();
    }

    private static Bindings known(RuleBook book, AccessRequest request, PolicySettings settings) {
        try {
            var subject = SubjectAttributes.of(request.subject().claims(), book.vocabulary());
            var model = book.models().values().iterator().next();
            return new Bindings(
                    Variables.with(Variables.of(request, subject, book, settings), model),
                    new FilterBudget(100_000, 100_000));
        } catch (SubjectAttributes.MalformedClaim malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    List<DocumentRule> documentRules() {
        return Stream.concat(book.retrieval().rules().stream(), book.model().rules().stream()).toList();
    }

    Optional<Map<String, Object>> variables(Document document) {
        return DocumentAttributes.of(document, book.vocabulary().schema())
                .map(values -> Variables.with(known.variables(), RuleLanguage.DOCUMENT, values));
    }

    /// The documents on which a filter and the original rules differ, in either direction.
    List<String> disagreements(Supplier<AccessFilter> filter) {
        var differing = new ArrayList<String>();
        var pushed = filter.get();
        for (var document : documents) {
            boolean admitted = permit.admission().admits(document);
            if (pushed.matches(document) != admitted) {
                differing.add((admitted ? "under-grant: " : "over-grant: ") + document);
            }
        }
        return differing;
    }

    /// ACL, required fields and both stages, with other ideas of what the polarities are.
    AccessFilter stages(Function<Polar, AccessFilter> allowed, Function<Polar, AccessFilter> notDenied) {
        var parts = new ArrayList<AccessFilter>();
        book.vocabulary().schema().fields().values().stream().filter(field -> field.required())
                .forEach(field -> parts.add(new AccessFilter.Exists(field)));
        parts.add(acl());
        parts.add(stage(book.retrieval(), allowed, notDenied));
        parts.add(stage(book.model(), allowed, notDenied));
        return AccessFilter.and(parts);
    }

    private AccessFilter acl() {
        var own = principals.stream().map(Principal::text).toList();
        return AccessFilter.and(
                AccessFilter.terms(Schema.ALLOW, own),
                AccessFilter.not(AccessFilter.terms(Schema.DENY, own)));
    }

    private AccessFilter stage(
            DocumentStage stage,
            Function<Polar, AccessFilter> allowed,
            Function<Polar, AccessFilter> notDenied) {
        var allows = new ArrayList<AccessFilter>();
        var denies = new ArrayList<AccessFilter>();
        for (var rule : stage.rules()) {
            var polar = fill(rule);
            (rule.rule().allows() ? allows : denies).add((rule.rule().allows() ? allowed : notDenied).apply(polar));
        }
        return AccessFilter.and(AccessFilter.or(allows), AccessFilter.and(denies));
    }

    Polar fill(DocumentRule rule) {
        try {
            return rule.condition().fill(known);
        } catch (FilterBudget.FilterTooLarge tooLarge) {
            throw new IllegalStateException(tooLarge);
        }
    }
}
