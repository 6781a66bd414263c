package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sallyport.document.Document;

/// Whatever the tests of random rules come to on random requests and documents was foreseen; so what holds for all that
/// was foreseen is certain. A failure names its seed.
class PossibilitiesLaws {

    private static final int SITUATIONS = 80;

    static LongStream seeds() {
        return LongStream.range(0, Math.min(300, Long.getLong("sallyport.laws.rounds", 30)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatHappensIsAmongThePossibilities(long seed) {
        var world = World.of(seed);
        var tests = world.forms().flatMap(form -> form.tests().stream()).distinct().toList();
        for (var form : world.forms().toList()) {
            var possible = Possibilities.of(world.vocabulary(), form.tests());
            world.situations().forEach(variables -> {
                var happened = form.tests().stream().map(test -> test.outcome(variables)).toList();
                assertThat(possible.all(outcomes -> !List.of(outcomes).equals(happened)))
                        .as("seed %d: %s are %s", seed, form.tests(), happened)
                        .isNotEqualTo(Optional.of(true));
            });
        }
        assertThat(tests).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRuleIsWhatItsTestsMakeOfIt(long seed) {
        var world = World.of(seed);
        world.rules().forEach(rule -> {
            var form = RuleForm.of(rule.when(), world.vocabulary());
            world.situations().forEach(variables -> {
                var happened = form.tests().stream().map(test -> test.outcome(variables)).toArray(Outcome[]::new);
                assertThat(form.formula().outcome(happened)).as("seed %d: %s", seed, rule.reference())
                        .isEqualTo(rule.outcome(variables));
            });
        });
    }

    @Test
    void mostTestsOfRandomRulesAreUnderstood() {
        var tests = seeds().limit(20).mapToObj(World::of).flatMap(World::forms)
                .flatMap(form -> form.tests().stream()).toList();
        assertThat(tests.stream().filter(RuleTest::understood).count()).isGreaterThan(tests.size() / 3L);
    }

    private record World(RuleBook book, Map<String, Object> known, List<Document> documents) {

        static World of(long seed) {
            var generator = new PolicyGenerator(seed);
            var log = new ProblemLog();
            var book = new BundleReader(Rulings.documents(generator.policy().files(), log),
                    new ObligationReader(Given.ENTITIES), log).read("random").orElseThrow();
            log.throwIfAny();
            var documents = Stream.generate(generator::document).limit(SITUATIONS).toList();
            return new World(book, known(book, generator.request()), documents);
        }

        private static Map<String, Object> known(RuleBook book, AccessRequest request) {
            try {
                var subject = SubjectAttributes.of(request.subject().claims(), book.vocabulary());
                return Variables.with(Variables.of(request, subject, book, PolicySettings.defaults()),
                        book.models().values().iterator().next());
            } catch (SubjectAttributes.MalformedClaim malformed) {
                throw new IllegalStateException(malformed);
            }
        }

        Vocabulary vocabulary() {
            return book.vocabulary();
        }

        Stream<Rule> rules() {
            return Stream.concat(book.retrieval().rules().stream(), book.model().rules().stream())
                    .map(DocumentRule::rule);
        }

        Stream<RuleForm> forms() {
            return rules().map(rule -> RuleForm.of(rule.when(), vocabulary()));
        }

        Stream<Map<String, Object>> situations() {
            return documents.stream()
                    .flatMap(document -> DocumentAttributes.of(document, vocabulary().schema()).stream())
                    .map(values -> new HashMap<>(Variables.with(known, RuleLanguage.DOCUMENT, values)));
        }
    }
}
