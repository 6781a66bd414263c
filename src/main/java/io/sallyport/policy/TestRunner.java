package io.sallyport.policy;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.sallyport.document.Classification;
import io.sallyport.document.Document;
import io.sallyport.document.Principal;
import io.sallyport.policy.Expectation.Stated;
import io.sallyport.redaction.EntityType;
import io.sallyport.redaction.Treatment;

/// Runs cases the way requests go: the decision, each document through the second gate, the obligations at the highest
/// classification among the admitted ones. Each document goes through the filter as well, which must agree. What differs
/// from what a case expects is a problem at its place in the file.
final class TestRunner {

    private final PolicySet policies;
    private final RuleTally tally;

    TestRunner(PolicySet policies, RuleTally tally) {
        this.policies = policies;
        this.tally = tally;
    }

    void run(TestCase test) {
        var known = tally.request(test.request());
        switch (policies.decide(test.request())) {
            case Deny deny -> denied(test, deny);
            case Permit permit -> permitted(test, permit, known.orElseThrow());
        }
    }

    private void permitted(TestCase test, Permit permit, Map<String, Object> known) {
        var admitted = admitted(test, permit);
        var lowest = policies.schema().classifications().getFirst();
        var highest = admitted.values().stream()
                .map(Document::classification)
                .max(Classification::compareTo)
                .orElse(lowest);
        count(test, known);
        Stream.of(lowest, highest).distinct().forEach(level -> tally.obligations(level, known));
        switch (permit.obligationsAt(highest)) {
            case Deny deny -> denied(test, deny);
            case Permit merged -> compare(test, merged, admitted.keySet());
        }
    }

    private void count(TestCase test, Map<String, Object> known) {
        var principals = Principal.of(test.request().subject());
        tally.documents(
                test.documents().values().stream().filter(document -> document.acl().permits(principals)).toList(),
                known);
    }

    private static Map<String, Document> admitted(TestCase test, Permit permit) {
        var admitted = new TreeMap<String, Document>();
        test.documents().forEach((name, document) -> {
            boolean byRules = permit.admission().admits(document);
            if (permit.filter().matches(document) != byRules) {
                problem(
                        test,
                        test.expect().request(),
                        "the rules %s document '%s' and the search filter does the contrary; this is a defect of Sallyport"
                                .formatted(byRules ? "admit" : "withhold", name));
            }
            if (byRules) {
                admitted.put(name, document);
            }
        });
        return admitted;
    }

    private static void denied(TestCase test, Deny deny) {
        if (test.expect().request().value()) {
            problem(
                    test,
                    test.expect().request(),
                    "expected request allow, got deny%s (%s)"
                            .formatted(deny.rule().map(rule -> " by rule " + rule).orElse(""), deny.reason()));
        } else {
            compareRule(test, deny.rule().stream().toList());
        }
    }

    private void compare(TestCase test, Permit permit, Set<String> admitted) {
        var expect = test.expect();
        if (!expect.request().value()) {
            problem(
                    test,
                    expect.request(),
                    "expected request deny, got allow by rule %s".formatted(words(permit.rules())));
            return;
        }
        compareRule(test, permit.rules());
        expect.documents()
                .filter(documents -> !documents.value().equals(admitted))
                .ifPresent(documents -> problem(test, documents, difference(test, documents.value(), admitted)));
        compareObligations(test, permit.obligations());
    }

    private static void compareRule(TestCase test, Collection<RuleReference> deciding) {
        test.expect().rule()
                .filter(rule -> deciding.stream().noneMatch(known -> is(known, rule.value())))
                .ifPresent(
                        rule -> problem(
                                test,
                                rule,
                                "expected rule %s, got %s"
                                        .formatted(rule.value(), deciding.isEmpty() ? "none" : words(deciding))));
    }

    private static boolean is(RuleReference rule, String name) {
        return rule.rule().equals(name) || rule.toString().equals(name);
    }

    private String difference(TestCase test, Set<String> expected, Set<String> admitted) {
        var differing = new LinkedHashSet<String>();
        expected.stream().filter(name -> !admitted.contains(name)).forEach(differing::add);
        admitted.stream().filter(name -> !expected.contains(name)).forEach(differing::add);
        return "expected documents [%s], got [%s]; %s".formatted(
                String.join(", ", expected),
                String.join(", ", admitted),
                differing.stream().map(name -> because(test, name)).collect(Collectors.joining("; ")));
    }

    private String because(TestCase test, String name) {
        var document = Objects.requireNonNull(test.documents().get(name));
        var ruling = policies.explain(test.request(), document).document().orElseThrow();
        return ruling.rules().isEmpty()
                ? "%s is withheld: %s".formatted(name, ruling.reason())
                : "%s is %s by rule %s"
                        .formatted(name, ruling.allowed() ? "admitted" : "withheld", words(ruling.rules()));
    }

    private static void compareObligations(TestCase test, Obligations got) {
        var expect = test.expect();
        expect.redact().ifPresent(redact -> {
            var treated = treated(got, redact.value());
            if (!treated.equals(redact.value())) {
                problem(test, redact, "expected redact %s, got %s".formatted(words(redact.value()), words(treated)));
            }
        });
        expect.citations().ifPresent(
                minimum -> compare(test, "citations", minimum, OptionalInt.of(got.minimumCitations())));
        expect.requestsPerMinute()
                .ifPresent(limit -> compare(test, "requestsPerMinute", limit, got.requestsPerMinute()));
        expect.maxDocuments().ifPresent(limit -> compare(test, "maxDocuments", limit, got.maxDocuments()));
    }

    private static void compare(TestCase test, String what, Stated<Integer> expected, OptionalInt got) {
        if (got.isEmpty() || got.getAsInt() != expected.value()) {
            problem(
                    test,
                    expected,
                    "expected %s %d, got %s".formatted(
                            what,
                            expected.value(),
                            got.isEmpty() ? "unlimited" : String.valueOf(got.getAsInt())));
        }
    }

    /// The treatments of the types that are not kept, in words where the case expects words.
    private static Map<EntityType, String> treated(Obligations got, Map<EntityType, String> expected) {
        boolean inWords = expected.values().stream().anyMatch(word -> !word.isEmpty());
        var treated = new TreeMap<EntityType, String>();
        got.redaction().treatments().forEach((type, treatment) -> {
            if (!(treatment instanceof Treatment.Keep) || !expected.getOrDefault(type, "").isEmpty()) {
                treated.put(type, inWords ? ObligationReader.word(treatment) : "");
            }
        });
        return treated;
    }

    private static String words(Map<EntityType, String> treatments) {
        return treatments.entrySet().stream()
                .map(entry -> entry.getValue().isEmpty()
                        ? entry.getKey().name()
                        : entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String words(Collection<RuleReference> rules) {
        return new TreeSet<>(rules).stream().map(RuleReference::toString).collect(Collectors.joining(", "));
    }

    private static void problem(TestCase test, Stated<?> place, String message) {
        place.place().problem("case '%s': %s".formatted(test.name(), message));
    }
}
