package io.sallyport.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.sallyport.document.Document;
import io.sallyport.policy.PolicyWitness.Change;

/// One bundle under comparison: its rules taken apart, so that situations in which they come out in a new way are
/// recognised.
final class BundleSide {

    private static final int OBSTACLE = 10;

    private final PolicySet bundle;
    private final RuleBook book;
    private final List<RuleTest> tests = new ArrayList<>();
    private final Map<String, Watched> rules = new LinkedHashMap<>();
    private final Map<Part, List<String>> allows = new EnumMap<>(Part.class);
    private final Map<Part, List<String>> denies = new EnumMap<>(Part.class);

    /// The kinds of rules, and what each can change.
    private enum Part {
        REQUEST(Set.of(Change.REQUEST_ALLOWED, Change.REQUEST_REFUSED)), RETRIEVAL(
                Set.of(Change.DOCUMENT_SHOWN, Change.DOCUMENT_WITHHELD)), MODEL(
                        Set.of(Change.DOCUMENT_SHOWN, Change.DOCUMENT_WITHHELD)), OBLIGATION(
                                Set.of(Change.OTHER_OBLIGATIONS, Change.REQUEST_ALLOWED, Change.REQUEST_REFUSED));

        private final Set<Change> changes;

        Part(Set<Change> changes) {
            this.changes = changes;
        }
    }

    /// A rule and the places of its tests.
    ///
    /// @param deciding the outcomes by which it takes part in a decision
    private record Watched(Part part, Formula formula, int[] places, Set<Outcome> deciding) {}

    BundleSide(PolicySet bundle) {
        this.bundle = bundle;
        this.book = bundle.book();
        book.request().rules().forEach(rule -> watch(Part.REQUEST, rule));
        book.retrieval().rules().forEach(rule -> watch(Part.RETRIEVAL, rule.rule()));
        book.model().rules().forEach(rule -> watch(Part.MODEL, rule.rule()));
        book.obligations().forEach(
                rule -> watch(Part.OBLIGATION, rule.reference(), rule.when(), Set.of(Outcome.TRUE, Outcome.ERROR)));
    }

    private void watch(Part part, Rule rule) {
        (rule.allows() ? allows : denies).computeIfAbsent(part, none -> new ArrayList<>())
                .add(rule.reference().toString());
        watch(part, rule.reference(), rule.when(),
                rule.allows() ? Set.of(Outcome.TRUE) : Set.of(Outcome.TRUE, Outcome.ERROR));
    }

    private void watch(Part part, RuleReference reference, Expression when, Set<Outcome> deciding) {
        var form = RuleForm.of(when, book.vocabulary());
        var places = form.tests().stream().mapToInt(test -> {
            int known = tests.indexOf(test);
            if (known < 0) {
                tests.add(test);
            }
            return known < 0 ? tests.size() - 1 : known;
        }).toArray();
        rules.put(reference.toString(), new Watched(part, form.formula(), places, deciding));
    }

    PolicySet bundle() {
        return bundle;
    }

    Vocabulary vocabulary() {
        return book.vocabulary();
    }

    List<RuleTest> tests() {
        return tests;
    }

    Set<ModelId> models() {
        return book.models().keySet();
    }

    /// The fields that a rule reads; none for a rule that is not of this bundle.
    Set<FieldReference> fields(String rule) {
        var fields = new TreeSet<FieldReference>();
        Optional.ofNullable(rules.get(rule)).ifPresent(watched -> Arrays.stream(watched.places)
                .forEach(place -> fields.addAll(tests.get(place).reads())));
        return fields;
    }

    /// Whether a rule can change decisions in that way.
    boolean canCause(String rule, Change change) {
        return Optional.ofNullable(rules.get(rule)).filter(watched -> watched.part.changes.contains(change))
                .isPresent();
    }

    /// How everything comes out in a situation.
    ///
    /// @param tests     what the tests of each rule come to
    /// @param deciding  whether each rule takes part in a decision, by name
    /// @param obstacles how far the document is from being shown: ten for each rule or missing rule in the way, and a little
    ///                  for what an allow rule lacks
    record Look(Map<String, List<Outcome>> tests, Map<String, Boolean> deciding, int obstacles) {

        static final Look NOTHING = new Look(Map.of(), Map.of(), 100 * OBSTACLE);
    }

    /// @param known outcomes of tests in this situation under the same vocabulary; grows
    Look look(AccessRequest request, Document document, Map<RuleTest, Outcome> known) {
        try {
            var subject = SubjectAttributes.of(request.subject().claims(), book.vocabulary());
            var variables = new HashMap<>(Variables.of(request, subject, book, bundle.settings()));
            Optional.ofNullable(book.models().get(request.model()))
                    .ifPresent(model -> variables.put(RuleLanguage.MODEL, model.attributes()));
            DocumentAttributes.of(document, book.vocabulary().schema())
                    .ifPresent(values -> variables.put(RuleLanguage.DOCUMENT, values));
            return look(Variables.with(variables, document.classification()), known);
        } catch (SubjectAttributes.MalformedClaim malformed) {
            return Look.NOTHING;
        }
    }

    private Look look(Map<String, Object> variables, Map<RuleTest, Outcome> known) {
        var outcomes = tests.stream()
                .map(test -> known.computeIfAbsent(test, unknown -> test.outcome(variables)))
                .toArray(Outcome[]::new);
        var byRule = new LinkedHashMap<String, List<Outcome>>();
        var deciding = new LinkedHashMap<String, Boolean>();
        rules.forEach((name, rule) -> {
            var own = Arrays.stream(rule.places).mapToObj(place -> outcomes[place]).toArray(Outcome[]::new);
            byRule.put(name, List.of(own));
            deciding.put(name, rule.deciding.contains(rule.formula.outcome(own)));
        });
        return new Look(byRule, deciding, obstacles(byRule, deciding));
    }

    private int obstacles(Map<String, List<Outcome>> tests, Map<String, Boolean> deciding) {
        int obstacles = 0;
        for (var part : List.of(Part.REQUEST, Part.RETRIEVAL, Part.MODEL)) {
            obstacles += OBSTACLE
                    * (int) denies.getOrDefault(part, List.of()).stream().filter(deciding::get).count();
            var allowing = allows.getOrDefault(part, List.of());
            if (allowing.stream().noneMatch(deciding::get)) {
                obstacles += OBSTACLE + allowing.stream().mapToInt(rule -> missing(tests, rule)).min().orElse(0);
            }
        }
        return obstacles;
    }

    /// How far a rule that is a conjunction is from being true.
    private static int missing(Map<String, List<Outcome>> tests, String rule) {
        return (int) tests.getOrDefault(rule, List.of()).stream().filter(test -> test != Outcome.TRUE).count();
    }
}
