package io.sallyport.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// All that some tests can come to together. Tests that share fields are tried on every combination of the values that
/// they can tell apart; a test that is not understood, or needs more combinations than are affordable, is taken to come
/// out any way. So there may be outcomes here that no request has, and never the reverse: what holds for all of these
/// outcomes is certain.
final class Possibilities {

    private static final int MOST_COMBINATIONS = 20_000;
    private static final int MOST_OUTCOMES = 100_000;

    private final int tests;
    private final List<Group> groups;

    private Possibilities(int tests, List<Group> groups) {
        this.tests = tests;
        this.groups = groups;
    }

    /// Tests that are decided together.
    ///
    /// @param numbers  their places among all tests
    /// @param outcomes what they come to, one list for each possibility
    private record Group(List<Integer> numbers, Set<List<Outcome>> outcomes) {}

    static Possibilities of(Vocabulary vocabulary, List<RuleTest> tests) {
        var groups = new ArrayList<Group>();
        for (var numbers : connected(tests)) {
            var together = numbers.stream().map(tests::get).toList();
            tried(vocabulary, together).ifPresentOrElse(
                    outcomes -> groups.add(new Group(numbers, outcomes)),
                    () -> numbers.forEach(number -> groups.add(new Group(List.of(number), anything()))));
        }
        return new Possibilities(tests.size(), groups);
    }

    private static Set<List<Outcome>> anything() {
        return Arrays.stream(Outcome.values()).map(List::of).collect(Collectors.toSet());
    }

    /// Whether the claim holds for every possibility; empty when there are too many to tell.
    Optional<Boolean> all(Predicate<Outcome[]> claim) {
        long count = 1;
        for (var group : groups) {
            count = Math.min(MOST_OUTCOMES + 1L, count * group.outcomes.size());
        }
        return count > MOST_OUTCOMES ? Optional.empty() : Optional.of(all(claim, new Outcome[tests], 0));
    }

    private boolean all(Predicate<Outcome[]> claim, Outcome[] outcomes, int number) {
        if (number == groups.size()) {
            return claim.test(outcomes);
        }
        var group = groups.get(number);
        for (var possibility : group.outcomes) {
            for (int each = 0; each < group.numbers.size(); each++) {
                outcomes[group.numbers.get(each)] = possibility.get(each);
            }
            if (!all(claim, outcomes, number + 1)) {
                return false;
            }
        }
        return true;
    }

    /// Numbers of tests, together when they share a field.
    private static List<List<Integer>> connected(List<RuleTest> tests) {
        var groups = new ArrayList<List<Integer>>();
        var fields = new ArrayList<Set<FieldReference>>();
        for (int number = 0; number < tests.size(); number++) {
            var numbers = new ArrayList<>(List.of(number));
            var reads = new HashSet<FieldReference>();
            if (tests.get(number).understood()) {
                reads.addAll(tests.get(number).reads());
                for (int other = groups.size() - 1; other >= 0; other--) {
                    if (fields.get(other).stream().anyMatch(reads::contains)) {
                        numbers.addAll(groups.remove(other));
                        reads.addAll(fields.remove(other));
                    }
                }
            }
            groups.add(numbers);
            fields.add(reads);
        }
        return groups;
    }

    /// What the tests come to on every combination of values; empty when that cannot be tried.
    private static Optional<Set<List<Outcome>>> tried(Vocabulary vocabulary, List<RuleTest> tests) {
        if (!tests.stream().allMatch(RuleTest::understood)) {
            return Optional.empty();
        }
        var fields = tests.stream().flatMap(test -> test.reads().stream()).collect(Collectors.toSet());
        var values = Values.of(vocabulary, fields, tests);
        long combinations = 1;
        for (var field : fields) {
            combinations = Math.min(MOST_COMBINATIONS + 1L, combinations * values.size(field));
        }
        return combinations > MOST_COMBINATIONS || !values.areExact(tests)
                ? Optional.empty()
                : Optional.of(tried(vocabulary, List.copyOf(fields), values, tests));
    }

    private static Set<List<Outcome>> tried(
            Vocabulary vocabulary,
            List<FieldReference> fields,
            Values values,
            Collection<RuleTest> tests) {
        var choices = fields.stream().map(values::of).toList();
        var outcomes = new LinkedHashSet<List<Outcome>>();
        int[] counter = new int[fields.size()];
        do {
            var variables = variables(vocabulary, fields, choices, counter);
            outcomes.add(tests.stream().map(test -> test.outcome(variables)).toList());
        } while (next(counter, choices));
        return outcomes;
    }

    private static boolean next(int[] counter, List<List<Optional<Object>>> choices) {
        for (int digit = 0; digit < counter.length; digit++) {
            counter[digit] = (counter[digit] + 1) % choices.get(digit).size();
            if (counter[digit] != 0) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> variables(
            Vocabulary vocabulary,
            List<FieldReference> fields,
            List<List<Optional<Object>>> choices,
            int[] counter) {
        var variables = new HashMap<String, Map<String, Object>>();
        RuleLanguage.VARIABLES.forEach(variable -> variables.put(variable, new HashMap<>()));
        for (int digit = 0; digit < counter.length; digit++) {
            var field = fields.get(digit);
            var known = variables.getOrDefault(field.variable(), Map.of());
            choices.get(digit).get(counter[digit]).ifPresent(value -> known.put(field.name(), value));
        }
        variables.put(RuleLanguage.LEVEL, vocabulary.levels());
        return Map.copyOf(variables);
    }
}
