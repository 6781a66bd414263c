package io.sallyport.policy;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Document;
import io.sallyport.index.FilterIndex;

/// Compares three answers to "may this subject have this document": the original rules, the filter in memory, and the
/// filter's query on a real Elasticsearch node.
///
/// For one vocabulary: its documents are written once, then many policies are asked about all of them.
final class PolicyLaw implements AutoCloseable {

    private final long seed;
    private final UnaryOperator<AccessFilter> pushedDown;
    private final PolicyGenerator generator;
    private final List<Document> documents;
    private final Tally tally = new Tally();
    private Optional<FilterIndex> index = Optional.empty();

    /// @param seed       of the vocabulary and the documents
    /// @param pushedDown the translation under test: what becomes of a permit's filter; usually it stays as it is
    PolicyLaw(long seed, int documents, UnaryOperator<AccessFilter> pushedDown) {
        this.seed = seed;
        this.pushedDown = pushedDown;
        this.generator = new PolicyGenerator(seed);
        this.documents = IntStream.range(0, documents).mapToObj(at -> generator.document("d" + at)).toList();
    }

    /// A policy, a request and a document on which the answers differ.
    ///
    /// @param seed   of the vocabulary
    /// @param draw   the seed of the policy and the request
    /// @param policy the smallest policy found
    record Counterexample(long seed, long draw, RandomPolicy policy, AccessRequest request, Document document,
            boolean byRules, boolean inMemory, boolean inElasticsearch) {

        @Override
        public String toString() {
            return """
                    %s: rules %s, filter in memory %s, filter in Elasticsearch %s
                    seed %d, policy %d
                    %s
                    subject %s
                    document %s %s %s
                    """.formatted(byRules ? "UNDER-GRANT" : "OVER-GRANT", word(byRules), word(inMemory),
                    word(inElasticsearch), seed, draw, policy, request.subject().claims(), document.classification(),
                    document.acl(), document.attributes());
        }

        private static String word(boolean admitted) {
            return admitted ? "admit" : "refuse";
        }
    }

    /// Counts of one run.
    record Counts(long vocabularies, long policies, long rules, long documents, long decisions, long admitted,
            long overGrants, long underGrants, long refusedToLoad) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(vocabularies + more.vocabularies, policies + more.policies, rules + more.rules,
                    documents + more.documents, decisions + more.decisions, admitted + more.admitted,
                    overGrants + more.overGrants, underGrants + more.underGrants, refusedToLoad + more.refusedToLoad);
        }

        @Override
        public String toString() {
            return """
                    policy law: %,d vocabularies, %,d policies, %,d documents, %,d decisions (%,d admitted), \
                    over-grants %,d, under-grants %,d; %,d single rules in both polarities; \
                    %,d bundles outside the subset refused to load"""
                    .formatted(vocabularies, policies, documents, decisions, admitted, overGrants, underGrants, rules,
                            refusedToLoad);
        }
    }

    private static final class Tally {
        private long policies;
        private long rules;
        private long admitted;
        private long overGrants;
        private long underGrants;
        private long refusedToLoad;
    }

    Counts counts() {
        return new Counts(1, tally.policies, tally.rules, documents.size(), tally.policies * documents.size(),
                tally.admitted, tally.overGrants, tally.underGrants, tally.refusedToLoad);
    }

    /// Tries that many policies that load, up to the first with a counterexample, which is made small.
    Optional<Counterexample> counterexample(int policies) {
        Optional<Counterexample> found = Optional.empty();
        for (long draw = 0; tally.policies < policies && found.isEmpty(); draw++) {
            try {
                var own = generator.beyondTheSubset(seed * 1_000_003 + draw);
                var policy = own.policy();
                var request = own.request();
                found = check(draw, policy, request, RandomWorld.of(policy, request, documents));
            } catch (PolicyProblems refused) {
                tally.refusedToLoad++;
            }
        }
        return found;
    }

    private Optional<Counterexample> check(long draw, RandomPolicy policy, AccessRequest request, RandomWorld world) {
        tally.policies++;
        var answers = Answers.of(world, filter(world), index(world));
        tally.admitted += answers.byRules.cardinality();
        tally.overGrants += answers.overGrants();
        tally.underGrants += answers.underGrants();
        var differing = answers.differing();
        return differing.isEmpty()
                ? single(draw, policy, request, world)
                : Optional.of(smallest(draw, policy, request, documents.get(differing.nextSetBit(0))));
    }

    /// One rule of each policy in both polarities, so that no other rule hides what it does.
    private Optional<Counterexample> single(long draw, RandomPolicy policy, AccessRequest request, RandomWorld world) {
        var rules = world.documentRules();
        var rule = rules.get((int) (draw % rules.size()));
        var polar = world.fill(rule);
        var outcomes = documents.stream().map(document -> world.variables(document).map(rule.rule()::outcome)).toList();
        var hits = index(world).hits(List.of(polar.whenTrue(), polar.whenFalse()));
        tally.rules++;
        for (int at = 0; at < documents.size(); at++) {
            if (outcomes.get(at).isPresent()) {
                var outcome = outcomes.get(at).get();
                boolean yes = hits.getFirst().get(at);
                boolean no = hits.getLast().get(at);
                if (yes != (outcome == Outcome.TRUE) || no != (outcome == Outcome.FALSE)) {
                    boolean over = yes && outcome != Outcome.TRUE || no && outcome != Outcome.FALSE;
                    tally.overGrants += over ? 1 : 0;
                    tally.underGrants += over ? 0 : 1;
                    return Optional.of(
                            new Counterexample(seed, draw, policy, request, documents.get(at), !over,
                                    polar.whenTrue().matches(documents.get(at)), yes));
                }
            }
        }
        return Optional.empty();
    }

    private AccessFilter filter(RandomWorld world) {
        return pushedDown.apply(world.permit().filter());
    }

    private FilterIndex index(RandomWorld world) {
        var used = index.orElseGet(() -> FilterIndex.of(world.book().vocabulary().schema(), documents));
        index = Optional.of(used);
        return used;
    }

    private Counterexample smallest(long draw, RandomPolicy policy, AccessRequest request, Document document) {
        try (var alone = FilterIndex.of(RandomWorld.of(policy, request, List.of(document)).book().vocabulary().schema(),
                List.of(document))) {
            return smallest(alone, counterexample(alone, draw, policy, request, document).orElseThrow());
        }
    }

    private Counterexample smallest(FilterIndex alone, Counterexample known) {
        var smaller = known.policy().smaller()
                .flatMap(
                        policy -> counterexample(alone, known.draw(), policy, known.request(), known.document())
                                .stream())
                .findFirst()
                .or(() -> withoutAnAttribute(alone, known));
        return smaller.isPresent() ? smallest(alone, smaller.get()) : known;
    }

    private Optional<Counterexample> withoutAnAttribute(FilterIndex alone, Counterexample known) {
        var smaller = known.document().attributes().keySet().stream()
                .map(name -> Given.without(known.document(), name))
                .flatMap(document -> {
                    alone.write(List.of(document));
                    return counterexample(alone, known.draw(), known.policy(), known.request(), document).stream();
                })
                .findFirst();
        alone.write(List.of(smaller.orElse(known).document()));
        return smaller;
    }

    private Optional<Counterexample> counterexample(FilterIndex alone, long draw, RandomPolicy policy,
            AccessRequest request, Document document) {
        try {
            var world = RandomWorld.of(policy, request, List.of(document));
            var answers = Answers.of(world, filter(world), alone);
            return answers.differing().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Counterexample(seed, draw, policy, request, document, answers.byRules.get(0),
                                    answers.inMemory.get(0), answers.inElasticsearch.get(0)));
        } catch (PolicyProblems notAPolicy) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        index.ifPresent(FilterIndex::close);
    }

    /// The documents each of the three admits.
    private record Answers(BitSet byRules, BitSet inMemory, BitSet inElasticsearch) {

        static Answers of(RandomWorld world, AccessFilter filter, FilterIndex index) {
            var admission = world.permit().admission();
            return new Answers(
                    positions(world, admission::admits),
                    positions(world, filter::matches),
                    index.hits(List.of(filter)).getFirst());
        }

        private static BitSet positions(RandomWorld world, java.util.function.Predicate<Document> admitted) {
            var positions = new BitSet();
            IntStream.range(0, world.documents().size())
                    .filter(at -> admitted.test(world.documents().get(at)))
                    .forEach(positions::set);
            return positions;
        }

        BitSet differing() {
            var differing = minus(byRules, inMemory);
            differing.or(minus(inMemory, byRules));
            differing.or(minus(byRules, inElasticsearch));
            differing.or(minus(inElasticsearch, byRules));
            return differing;
        }

        long overGrants() {
            var found = (BitSet) inMemory.clone();
            found.or(inElasticsearch);
            return minus(found, byRules).cardinality();
        }

        long underGrants() {
            var found = (BitSet) inMemory.clone();
            found.and(inElasticsearch);
            return minus(byRules, found).cardinality();
        }

        private static BitSet minus(BitSet all, BitSet some) {
            var rest = (BitSet) all.clone();
            rest.andNot(some);
            return rest;
        }
    }
}
