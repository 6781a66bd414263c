package io.sallyport.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import io.sallyport.document.Document;
import io.sallyport.policy.BundleSide.Look;
import io.sallyport.policy.PolicyWitness.Change;

/// Searches situations that two bundles decide differently. A situation in which the tests of some rule come out in a new
/// way is kept and changed further; so conjunctions are reached step by step. Decisions are those of the real bundles.
final class WitnessSearch {

    private static final int START = 20;
    private static final int MOST_KEPT = 3_000;
    private static final int PATIENCE = 250;

    /// The situation that comes nearest to showing a change: the changed rule takes part, and little else is in the way.
    ///
    /// @param since the try that brought it this near
    private record Candidate(Situation situation, int distance, int since) {}

    private final BundleSide before;
    private final BundleSide after;
    private final List<Vocabulary> vocabularies;
    private final Map<String, PolicyChange> changes = new HashMap<>();
    private final Map<String, Integer> company = new HashMap<>();
    private final Map<Change, PolicyWitness> witnesses = new EnumMap<>(Change.class);
    private final List<FieldReference> favoured;
    private final Situations situations;
    private final Random random;
    private final Set<Object> seen = new HashSet<>();
    private final Set<Object> judged = new HashSet<>();
    private final List<Situation> kept = new ArrayList<>();
    private int tried;
    private final Map<String, Candidate> nearest = new LinkedHashMap<>();

    WitnessSearch(PolicySet one, PolicySet other, List<PolicyChange> changes, long seed) {
        before = new BundleSide(one);
        after = new BundleSide(other);
        vocabularies = List.of(before.vocabulary(), after.vocabulary());
        changes.forEach(change -> this.changes.put(change.what(), change));
        var fields = new TreeSet<FieldReference>();
        changes.forEach(change -> {
            fields.addAll(before.fields(change.what()));
            fields.addAll(after.fields(change.what()));
        });
        favoured = List.copyOf(fields);
        var tests = new LinkedHashSet<>(before.tests());
        tests.addAll(after.tests());
        var models = new TreeSet<>(before.models());
        models.addAll(after.models());
        models.add(new ModelId("undeclared-model"));
        situations = new Situations(vocabularies, tests, models, seed);
        random = new Random(seed);
    }

    PolicyDifference search(int tries) {
        while (tried < tries && !isDone()) {
            look(tried < START ? situations.any() : situations.near(parent(), favoured));
            tried++;
        }
        return new PolicyDifference(before.bundle().revision(), after.bundle().revision(),
                changes.values().stream().sorted().toList(), List.copyOf(witnesses.values()), tried);
    }

    /// Every change has an example of its own, and there was time to find other ways in which decisions changed.
    private boolean isDone() {
        return tried >= 3_000 && changes.values().stream()
                .filter(change -> change.kind() != PolicyChange.Kind.REWORDED)
                .allMatch(change -> change.witness().isPresent() && company.getOrDefault(change.what(), 0) == 1);
    }

    private Situation parent() {
        if (!nearest.isEmpty() && random.nextInt(3) > 0) {
            var candidates = List.copyOf(nearest.entrySet());
            var candidate = candidates.get(random.nextInt(candidates.size()));
            if (tried - candidate.getValue().since() <= PATIENCE * candidates.size()) {
                return candidate.getValue().situation();
            }
            nearest.remove(candidate.getKey());
            return elsewhere(candidate.getKey(), candidate.getValue().situation());
        }
        int recent = random.nextBoolean() ? Math.min(kept.size(), 50) : kept.size();
        return kept.get(kept.size() - 1 - random.nextInt(recent));
    }

    /// A new start for a search that is stuck: another situation, in which the changed rule still reads the same.
    private Situation elsewhere(String change, Situation stuck) {
        var fresh = situations.any();
        var fields = new TreeSet<>(before.fields(change));
        fields.addAll(after.fields(change));
        for (var field : fields) {
            var value = Optional.ofNullable(stuck.values().get(field));
            fresh = value.isPresent() ? fresh.with(field, value.get()) : fresh.without(field);
        }
        return fresh.with(stuck.model());
    }

    private void look(Situation situation) {
        var request = situation.request(vocabularies);
        var document = document(situation);
        var outcomes = new HashMap<RuleTest, Outcome>();
        var one = before.look(request, document, outcomes);
        var other = after.look(request, document, isSameVocabulary() ? outcomes : new HashMap<>());
        compete(situation, one, other);
        boolean isNew = isNew("before", one) | isNew("after", other) | kept.isEmpty();
        if (isNew && kept.size() < MOST_KEPT) {
            kept.add(situation);
        }
        if (judged.add(List.of(one.deciding(), other.deciding(), one.tests().isEmpty(), situation.model())) || isNew) {
            judge(situation, one, other);
        }
    }

    private boolean isSameVocabulary() {
        return vocabularies.getFirst().equals(vocabularies.getLast());
    }

    private void compete(Situation situation, Look one, Look other) {
        int obstacles = Math.min(one.obstacles(), other.obstacles());
        for (var change : changes.keySet()) {
            boolean isRule = change.contains("#");
            boolean isFar = isRule && !takesPart(change, one, other)
                    || change.startsWith(Changes.MODEL) && !change.equals(Changes.MODEL + situation.model());
            int distance = obstacles + (isFar ? 10_000 : 0);
            var best = nearest.getOrDefault(change, new Candidate(situation, Integer.MAX_VALUE, tried));
            if (company.getOrDefault(change, 0) != 1 && distance <= best.distance()) {
                nearest.put(change,
                        new Candidate(situation, distance, distance < best.distance() ? tried : best.since()));
            }
        }
    }

    private boolean isNew(String side, Look look) {
        boolean isNew = false;
        for (var rule : look.tests().entrySet()) {
            isNew |= seen.add(List.of(side, rule.getKey(), rule.getValue()));
        }
        return isNew;
    }

    private void judge(Situation situation, Look one, Look other) {
        var earlier = Judgement.of(before.bundle(), situation.request(vocabularies), document(situation));
        var later = Judgement.of(after.bundle(), situation.request(vocabularies), document(situation));
        var change = earlier.changeTo(later);
        if (change.isPresent()) {
            var involved = involved(change.get(), situation, one, other);
            if (!witnesses.containsKey(change.get())) {
                witnesses.put(change.get(), witness(change.get(), situation, involved));
            }
            involved.forEach(what -> attribute(what, change.get(), situation, involved));
        }
    }

    /// The fewer changes take part in an example the more it tells about each.
    private void attribute(String what, Change change, Situation situation, Set<String> involved) {
        if (involved.size() < company.getOrDefault(what, Integer.MAX_VALUE)) {
            company.put(what, involved.size());
            if (involved.size() == 1) {
                nearest.remove(what);
            }
            changes.computeIfPresent(what, (name, known) -> known.with(witness(change, situation, Set.of(what))));
        }
    }

    /// The changes that may have made the difference here.
    private Set<String> involved(Change kind, Situation situation, Look one, Look other) {
        var involved = new LinkedHashSet<String>();
        for (var change : changes.values()) {
            boolean isInvolved = switch (change.what()) {
                case Changes.VOCABULARY -> true;
                case String model when model.startsWith(Changes.MODEL) ->
                    model.equals(Changes.MODEL + situation.model());
                case String rule -> takesPart(rule, one, other)
                        && (before.canCause(rule, kind) || after.canCause(rule, kind));
            };
            if (isInvolved && change.kind() != PolicyChange.Kind.REWORDED) {
                involved.add(change.what());
            }
        }
        if (involved.size() > 1) {
            involved.remove(Changes.VOCABULARY);
        }
        return involved;
    }

    /// A changed rule takes part where it takes part under both bundles too: its effect or obligation may differ.
    private static boolean takesPart(String rule, Look one, Look other) {
        boolean earlier = Boolean.TRUE.equals(one.deciding().get(rule));
        boolean later = Boolean.TRUE.equals(other.deciding().get(rule));
        return earlier || later;
    }

    private PolicyWitness witness(Change change, Situation found, Set<String> involved) {
        var smallest = found;
        for (var field : found.values().keySet()) {
            var smaller = smallest.without(field);
            if (shows(change, smaller, involved)) {
                smallest = smaller;
            }
        }
        var request = smallest.request(vocabularies);
        var document = document(smallest);
        return new PolicyWitness(
                change,
                request,
                document,
                smallest.shown(before.vocabulary()),
                Judgement.of(before.bundle(), request, document).words(change),
                Judgement.of(after.bundle(), request, document).words(change));
    }

    private boolean shows(Change change, Situation situation, Set<String> involved) {
        var request = situation.request(vocabularies);
        var document = document(situation);
        var earlier = Judgement.of(before.bundle(), request, document);
        var later = Judgement.of(after.bundle(), request, document);
        return earlier.changeTo(later).equals(Optional.of(change))
                && involved(change, situation, before.look(request, document, new HashMap<>()),
                        after.look(request, document, new HashMap<>())).containsAll(involved);
    }

    private Document document(Situation situation) {
        return situation.document(before.vocabulary().schema());
    }
}
