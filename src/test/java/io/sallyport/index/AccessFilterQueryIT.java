package io.sallyport.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.AccessFilter.Relation;
import io.sallyport.document.Acl;
import io.sallyport.document.Chunk;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.Principal;
import io.sallyport.document.Schema;
import io.sallyport.document.Visibility;

/// Law: a filter finds in Elasticsearch exactly the documents it matches in memory.
class AccessFilterQueryIT {

    private static final int DOCUMENTS = 300;
    private static final int FILTERS_PER_SEED = 25;
    private static final long DOCUMENTS_SEED = 20260914;

    private static final List<String> WORDS = List.of(
            "", "eu", "eu-west", "EU", "us", "*", "a OR b", "legal-hold", "ü", "u", "日本", "😀", "😀x", " ", "?", "null",
            "\"", "\\");
    private static final List<String> ILL_FORMED = List.of("\uD83D", "\uDE00", "x\uD83D");
    private static final List<Long> WHOLES = List.of(
            0L, 1L, 2L, 3L, -1L, 1L << 31, (1L << 53) + 1, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE,
            Long.MAX_VALUE - 1);
    private static final List<Double> REALS = List.of(
            0.0, 0.5, 1.0, 1.5, 2.0, -1.0, -0.5, 9007199254740992.0, 9007199254740994.0, 1e300, -1e300,
            Double.MIN_VALUE,
            9.223372036854775807E18, 3e9);
    private static final List<Instant> INSTANTS = List.of(
            Instant.EPOCH, Instant.EPOCH.minusMillis(1), Instant.EPOCH.plusMillis(1),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-01-01T00:00:00.001Z"), Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59.999Z"), Instant.parse("1969-07-20T20:17:40Z"));
    private static final List<Instant> FINER = List.of(
            Instant.EPOCH.plusNanos(1), Instant.EPOCH.minusNanos(1), Instant.MIN, Instant.MAX,
            Instant.parse("2026-01-01T00:00:00.0005Z"));
    private static final List<Principal> PRINCIPALS = List.of(
            Principal.EVERYONE, new Principal("user:alice"), new Principal("group:finance"), new Principal("role:*"));

    private static TestIndex test;
    private static final List<Document> STORED = new ArrayList<>();

    @BeforeAll
    static void writeDocuments() {
        test = TestIndex.onSharedNode();
        test.index().prepare(Samples.FINANCE, Samples.SCHEMA);
        var random = random(DOCUMENTS_SEED);
        for (int at = 0; at < DOCUMENTS; at++) {
            Document document = Samples.document(Samples.id("d" + at), acl(random), attributes(random));
            STORED.add(document);
            Visibility visibility = at == DOCUMENTS - 1 ? Visibility.WAIT : Visibility.EVENTUAL;
            test.index().write(document, Samples.chunks(document, "needle"), visibility);
        }
        test.index().refresh(Samples.FINANCE);
    }

    @AfterAll
    static void close() {
        test.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, 20L * Integer.getInteger("sallyport.laws.rounds", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void elasticsearchAndMemoryAgree(long seed) {
        var random = random(seed);
        for (int round = 0; round < FILTERS_PER_SEED; round++) {
            AccessFilter filter = filter(random, 4);
            Set<DocumentId> inMemory = STORED.stream()
                    .filter(filter::matches)
                    .map(Document::id)
                    .collect(Collectors.toSet());
            assertThat(found(filter)).as("seed %d, filter %s", seed, filter).isEqualTo(inMemory);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatOneFilterFindsAndAnotherDoesNotIsCountedExactly(long seed) {
        var random = random(seed);
        for (int round = 0; round < FILTERS_PER_SEED; round++) {
            AccessFilter one = filter(random, 3);
            AccessFilter other = filter(random, 3);
            var inMemory = STORED.stream()
                    .filter(document -> one.matches(document) && !other.matches(document))
                    .map(Document::id)
                    .collect(Collectors.toSet());
            var counted = test.index().difference(Set.of(Samples.FINANCE), Optional.empty(), one, other, DOCUMENTS);
            assertThat(counted.count()).as("seed %d, %s and not %s", seed, one, other).isEqualTo(inMemory.size());
            assertThat(counted.first()).as("seed %d, %s and not %s", seed, one, other)
                    .containsExactlyInAnyOrderElementsOf(inMemory);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatComesBackFromTheIndexIsWhatWasWritten(long seed) {
        Document document = STORED.get((int) (seed % DOCUMENTS));
        assertThat(test.index().record(document.id())).as("seed %d", seed).contains(document);
    }

    private static Set<DocumentId> found(AccessFilter filter) {
        return test.index()
                .search(Set.of(Samples.FINANCE), "needle", filter, ChunkIndex.LARGEST_PAGE, Optional.empty())
                .chunks()
                .stream()
                .map(Chunk::document)
                .collect(Collectors.toSet());
    }

    private static AccessFilter filter(RandomGenerator random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf(random);
        }
        return switch (random.nextInt(5)) {
            case 0, 1 -> new AccessFilter.And(parts(random, depth));
            case 2, 3 -> new AccessFilter.Or(parts(random, depth));
            default -> new AccessFilter.Not(filter(random, depth - 1));
        };
    }

    private static List<AccessFilter> parts(RandomGenerator random, int depth) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(at -> filter(random, depth - 1)).toList();
    }

    private static AccessFilter leaf(RandomGenerator random) {
        Field field = pick(random, fields());
        return switch (random.nextInt(8)) {
            case 0 -> AccessFilter.ALL;
            case 1 -> AccessFilter.NONE;
            case 2 -> new AccessFilter.Exists(field);
            case 3 -> prefix(random);
            case 4 -> new AccessFilter.Subset(pick(random, lists()), storable(someText(random, random.nextInt(4))));
            case 5 -> new AccessFilter.Subset(pick(random, lists()), principals(random));
            case 6 -> range(random);
            default -> AccessFilter.terms(field,
                    terms(random, field).stream().filter(field.type()::acceptsTerm).toList());
        };
    }

    private static Set<Object> storable(Set<Object> texts) {
        return texts.stream().filter(io.sallyport.document.FieldType.STRING::accepts).collect(Collectors.toSet());
    }

    private static AccessFilter prefix(RandomGenerator random) {
        Field field = pick(random, fields().stream().filter(each -> each.type().acceptsTerm("a")).toList());
        var words = WORDS.stream().filter(word -> !word.isEmpty() && field.type().acceptsTerm(word)).toList();
        return new AccessFilter.Prefix(field, pick(random, words));
    }

    private static AccessFilter range(RandomGenerator random) {
        Field field = pick(random, fields().stream().filter(AccessFilterQueryIT::isOrdered).toList());
        List<?> bounds = switch (field.type()) {
            case TIMESTAMP -> random.nextBoolean() ? INSTANTS : FINER;
            case DOUBLE -> REALS;
            default -> WHOLES;
        };
        Object bound = pick(random, bounds.stream().filter(field.type()::accepts).toList());
        return new AccessFilter.Range(field, pick(random, List.of(Relation.values())), bound);
    }

    private static boolean isOrdered(Field field) {
        return switch (field.type()) {
            case LEVEL, INT, DOUBLE, TIMESTAMP -> true;
            case STRING, BOOL, STRING_LIST -> false;
        };
    }

    private static Set<Object> terms(RandomGenerator random, Field field) {
        int count = 1 + random.nextInt(3);
        return switch (field.type()) {
            case STRING -> someText(random, count);
            case STRING_LIST -> random.nextBoolean() ? someText(random, count) : principals(random);
            case LEVEL, INT -> some(random, WHOLES, count);
            case DOUBLE -> some(random, REALS, count);
            case BOOL -> some(random, List.of(true, false), count);
            case TIMESTAMP -> some(random, random.nextBoolean() ? INSTANTS : FINER, count);
        };
    }

    private static Map<String, Object> attributes(RandomGenerator random) {
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("classification", (long) random.nextInt(4));
        for (Field field : Samples.SCHEMA.fields().values()) {
            if (field.required() || random.nextInt(3) == 0) {
                continue;
            }
            attributes.put(field.name(), switch (field.type()) {
                case STRING -> pick(random, WORDS);
                case STRING_LIST -> List.copyOf(some(random, WORDS, random.nextInt(4)));
                case LEVEL -> throw new AssertionError("the only level is required");
                case INT -> pick(random, WHOLES);
                case DOUBLE -> pick(random, REALS);
                case BOOL -> random.nextBoolean();
                case TIMESTAMP -> pick(random, INSTANTS);
            });
        }
        return attributes;
    }

    private static Acl acl(RandomGenerator random) {
        return new Acl(somePrincipals(random), random.nextBoolean() ? Set.of() : somePrincipals(random));
    }

    private static Set<Principal> somePrincipals(RandomGenerator random) {
        return PRINCIPALS.stream().filter(principal -> random.nextInt(3) == 0).collect(Collectors.toSet());
    }

    private static Set<Object> principals(RandomGenerator random) {
        return some(random, PRINCIPALS.stream().map(Principal::text).toList(), 1 + random.nextInt(3));
    }

    private static Set<Object> someText(RandomGenerator random, int count) {
        Set<Object> some = some(random, WORDS, count);
        if (random.nextInt(8) == 0) {
            some.add(pick(random, ILL_FORMED));
        }
        return some;
    }

    private static Set<Object> some(RandomGenerator random, List<?> values, int count) {
        var some = new LinkedHashSet<Object>();
        IntStream.range(0, count).forEach(at -> some.add(pick(random, values)));
        return some;
    }

    private static List<Field> fields() {
        var fields = new ArrayList<>(Samples.SCHEMA.fields().values());
        fields.add(Schema.ALLOW);
        fields.add(Schema.DENY);
        return fields;
    }

    private static List<Field> lists() {
        return fields().stream().filter(field -> field.type() == FieldType.STRING_LIST).toList();
    }

    private static <T> T pick(RandomGenerator random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
