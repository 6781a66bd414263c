package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Document;
import io.sallyport.document.Principal;
import io.sallyport.document.Schema;

/// The two gates agree: what the filter matches is what the original rules admit, in both directions, for random
/// vocabularies, policies, subjects and documents. A failure names its seed.
///
/// `-Dsallyport.laws.rounds=…` sets how many policies are tried.
class PolicyLaws {

    private static final int DOCUMENTS = 60;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("sallyport.laws.rounds", 60));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFilterMatchesExactlyWhatTheRulesAdmit(long seed) {
        var world = World.of(seed);
        assertThat(world.disagreements(world.permit()::filter)).as("seed %d", seed).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRuleIsTranslatedExactlyInBothPolarities(long seed) throws FilterBudget.FilterTooLarge {
        var world = World.of(seed);
        for (var rule : world.documentRules()) {
            var polar = rule.condition().fill(world.known());
            for (var document : world.documents()) {
                world.variables(document).ifPresent(variables -> {
                    var outcome = rule.rule().outcome(variables);
                    assertThat(polar.whenTrue().matches(document)).as("seed %d: T of %s on %s", seed, rule, document)
                            .isEqualTo(outcome == Outcome.TRUE);
                    assertThat(polar.whenFalse().matches(document)).as("seed %d: F of %s on %s", seed, rule, document)
                            .isEqualTo(outcome == Outcome.FALSE);
                });
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRuleThatDecidesIsNamed(long seed) {
        var world = World.of(seed);
        var permit = world.permit();
        world.documents()
                .forEach(
                        document -> assertThat(permit.rulesFor(document).isEmpty()).as("seed %d", seed)
                                .isNotEqualTo(permit.admission().admits(document)));
    }

    @Test
    void theLawHasSomethingToDecide() {
        long admitted = seeds().limit(60)
                .mapToObj(World::of)
                .mapToLong(world -> world.documents().stream().filter(world.permit().admission()::admits).count())
                .sum();
        assertThat(admitted).isBetween(60L, 60L * DOCUMENTS / 2);
    }

    /// A translation that negates without asking whether the field exists is the classic over-grant.
    @Test
    void theLawCatchesANegationThatForgetsMissingFields() {
        assertThat(caught(world -> forgetfulOfMissingFields(world.permit().filter()))).isPositive();
    }

    @Test
    void theLawCatchesADenyRuleThatIsMerelyNotTrue() {
        assertThat(caught(PolicyLaws::notDefinitelyTrue)).isPositive();
    }

    @Test
    void theLawCatchesAnAllowRuleThatIsMerelyNotFalse() {
        assertThat(caught(world -> world.stages(
                polar -> AccessFilter.not(polar.whenFalse()),
                Polar::whenFalse))).isPositive();
    }

    private static long caught(Function<World, AccessFilter> naive) {
        return seeds().limit(60)
                .mapToObj(World::of)
                .filter(world -> !world.disagreements(() -> naive.apply(world)).isEmpty())
                .count();
    }

    private static AccessFilter notDefinitelyTrue(World world) {
        return world.stages(Polar::whenTrue, polar -> AccessFilter.not(polar.whenTrue()));
    }

    private static AccessFilter forgetfulOfMissingFields(AccessFilter filter) {
        return switch (filter) {
            case AccessFilter.Exists(var field) when !field.required() -> AccessFilter.ALL;
            case AccessFilter.And(var parts) ->
                AccessFilter.and(parts.stream().map(PolicyLaws::forgetfulOfMissingFields).toList());
            case AccessFilter.Or(var parts) ->
                AccessFilter.or(parts.stream().map(PolicyLaws::forgetfulOfMissingFields).toList());
            default -> filter;
        };
    }

    /// One random bundle with a request and documents.
    private record World(
            RuleBook book,
            Permit permit,
            Set<Principal> principals,
            Bindings known,
            List<Document> documents) {

        static World of(long seed) {
            var generator = new PolicyGenerator(seed);
            var log = new ProblemLog();
            var files = generator.files();
            var read = new BundleReader(Rulings.documents(files, log), new ObligationReader(Given.ENTITIES), log)
                    .read("random");
            log.throwIfAny();
            var book = read.orElseThrow();
            var revision = new PolicyRevision("0".repeat(64));
            var settings = PolicySettings.defaults();
            var request = generator.request();
            var permit = (Permit) new PolicySet(revision, book, settings).decide(request);
            var documents = IntStream.range(0, DOCUMENTS).mapToObj(number -> generator.document()).toList();
            var principals = Principal.of(request.subject());
            return new World(book, permit, principals, known(book, request, settings), documents);
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

        private Polar fill(DocumentRule rule) {
            try {
                return rule.condition().fill(known);
            } catch (FilterBudget.FilterTooLarge tooLarge) {
                throw new IllegalStateException(tooLarge);
            }
        }
    }
}
