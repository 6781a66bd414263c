package io.sallyport.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.sallyport.document.Field;
import io.sallyport.document.FieldType;

/// Makes up situations from the values that rules mention, their neighbours, values like nothing mentioned, and nothing
/// at all. Always the same ones from the same seed.
final class Situations {

    private static final String UNLIKE = "other-1";

    private final Random random;
    private final Map<FieldReference, Pool> pools = new LinkedHashMap<>();
    private final List<FieldReference> fields;
    private final List<ModelId> models;

    /// Values to draw from for one field.
    ///
    /// @param values   of a scalar, or elements of a list
    /// @param optional whether the field may be missing
    private record Pool(FieldType type, List<Object> values, boolean optional) {}

    Situations(List<Vocabulary> vocabularies, Set<RuleTest> tests, Set<ModelId> models, long seed) {
        this.random = new Random(seed);
        this.models = List.copyOf(new TreeSet<>(models));
        var read = new TreeSet<FieldReference>();
        tests.forEach(test -> read.addAll(test.reads()));
        for (var vocabulary : vocabularies) {
            vocabulary.schema().fields().values().stream().filter(Field::required)
                    .forEach(field -> read.add(new FieldReference(RuleLanguage.DOCUMENT, field.name())));
        }
        read.removeIf(field -> field.variable().equals(RuleLanguage.MODEL));
        read.remove(new FieldReference(RuleLanguage.REQUEST, RequestField.CLASSIFICATION));
        read.forEach(field -> vocabularies.forEach(vocabulary -> pool(field, vocabulary, vocabularies, tests)));
        if (read.remove(hour())) {
            pools.remove(hour());
            pools.computeIfAbsent(time(), field -> new Pool(FieldType.TIMESTAMP, hours(), false));
        }
        this.fields = List.copyOf(pools.keySet());
    }

    private static FieldReference hour() {
        return new FieldReference(RuleLanguage.REQUEST, RequestField.HOUR.fieldName());
    }

    private static FieldReference time() {
        return new FieldReference(RuleLanguage.REQUEST, RequestField.TIME.fieldName());
    }

    private void pool(
            FieldReference field,
            Vocabulary vocabulary,
            List<Vocabulary> all,
            Set<RuleTest> tests) {
        Values.type(field, vocabulary).ifPresent(type -> pools.computeIfAbsent(field, unknown -> {
            var connected = connected(field, tests);
            boolean optional = field.variable().equals(RuleLanguage.SUBJECT)
                    || field.variable().equals(RuleLanguage.DOCUMENT)
                            && !all.stream().allMatch(each -> isRequired(field, each));
            var values = new LinkedHashSet<>(values(type, vocabulary, connected));
            if (field.equals(time())) {
                values.addAll(hours());
            }
            return new Pool(type, List.copyOf(values), optional);
        }));
    }

    private static boolean isRequired(FieldReference field, Vocabulary vocabulary) {
        return vocabulary.schema().field(field.name()).filter(Field::required).isPresent();
    }

    /// The tests that read the field, or a field it is compared with.
    private static List<RuleTest> connected(FieldReference field, Set<RuleTest> tests) {
        var near = new TreeSet<>(Set.of(field));
        tests.stream().filter(test -> test.reads().contains(field)).forEach(test -> near.addAll(test.reads()));
        return tests.stream().filter(test -> test.reads().stream().anyMatch(near::contains)).toList();
    }

    private static List<Object> hours() {
        return Stream.<Object>iterate(Situation.NOON, hour -> ((Instant) hour).plus(1, ChronoUnit.HOURS)).limit(24)
                .toList();
    }

    private static List<Object> values(FieldType type, Vocabulary vocabulary, List<RuleTest> tests) {
        var values = new LinkedHashSet<Object>();
        var literals = tests.stream().flatMap(test -> test.literals().stream()).toList();
        switch (type) {
            case BOOL -> values.addAll(List.of(true, false));
            case LEVEL -> vocabulary.levels().values().forEach(values::add);
            case STRING, STRING_LIST -> {
                literals.stream().filter(String.class::isInstance).forEach(values::add);
                tests.stream().flatMap(test -> test.prefixes().stream())
                        .forEach(prefix -> values.addAll(List.of(prefix, prefix + UNLIKE)));
                values.addAll(List.of(UNLIKE, "other-2"));
            }
            case INT -> Stream.concat(literals.stream(), Stream.of(0L)).filter(Long.class::isInstance)
                    .forEach(literal -> values.addAll(
                            List.of(literal, near((Long) literal, 1), near((Long) literal, -1))));
            case DOUBLE -> Stream.concat(literals.stream(), Stream.of(0.0)).filter(Double.class::isInstance)
                    .forEach(literal -> values.addAll(
                            List.of(literal, (Double) literal + 0.5, (Double) literal - 0.5)));
            case TIMESTAMP -> Stream.concat(literals.stream(), Stream.of(Situation.NOON))
                    .filter(Instant.class::isInstance)
                    .forEach(literal -> around((Instant) literal).forEach(values::add));
        }
        return values.stream().filter(type == FieldType.STRING_LIST ? FieldType.STRING::accepts : type::accepts)
                .toList();
    }

    private static Long near(Long literal, int step) {
        return literal == Long.MAX_VALUE || literal == Long.MIN_VALUE ? literal : Long.valueOf(literal + step);
    }

    private static Stream<Instant> around(Instant literal) {
        var whole = literal.truncatedTo(ChronoUnit.MILLIS);
        return Stream.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(-1), Duration.ofDays(1),
                Duration.ofDays(-1)).map(whole::plus);
    }

    /// A situation in which most fields have a value.
    Situation any() {
        var situation = new Situation(Map.of(), models.get(random.nextInt(models.size())));
        for (var field : fields) {
            situation = redrawn(situation, field, 10);
        }
        return situation;
    }

    /// The situation with a few fields changed, those of `favoured` more often than others.
    Situation near(Situation situation, List<FieldReference> favoured) {
        var changed = situation;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            if (random.nextInt(8) == 0 || fields.isEmpty()) {
                changed = changed.with(models.get(random.nextInt(models.size())));
            } else {
                var some = !favoured.isEmpty() && random.nextBoolean() ? favoured : fields;
                var field = some.get(random.nextInt(some.size()));
                changed = pools.containsKey(field) ? redrawn(changed, field, 25) : changed;
            }
        }
        return changed;
    }

    private Situation redrawn(Situation situation, FieldReference field, int absent) {
        var pool = pools.get(field);
        if (pool == null || pool.optional && random.nextInt(100) < absent) {
            return situation.without(field);
        }
        if (pool.type == FieldType.STRING_LIST) {
            return situation.with(field, list(situation, field, pool));
        }
        return pool.values.isEmpty() ? situation : situation.with(field, drawn(situation, pool));
    }

    /// Sometimes the value another field of the type has: rules compare fields with each other.
    private Object drawn(Situation situation, Pool pool) {
        var others = situation.values().entrySet().stream()
                .filter(entry -> pools.containsKey(entry.getKey()) && pools.get(entry.getKey()).type == pool.type)
                .map(Map.Entry::getValue)
                .toList();
        return !others.isEmpty() && random.nextInt(4) == 0
                ? others.get(random.nextInt(others.size()))
                : pool.values.get(random.nextInt(pool.values.size()));
    }

    private List<String> list(Situation situation, FieldReference field, Pool pool) {
        var elements = new LinkedHashSet<String>();
        if (random.nextBoolean() && situation.values().get(field) instanceof List<?> now) {
            now.forEach(element -> elements.add((String) element));
            if (!elements.isEmpty() && random.nextBoolean()) {
                elements.remove(new ArrayList<>(elements).get(random.nextInt(elements.size())));
                return List.copyOf(elements);
            }
        }
        for (int more = random.nextInt(3); more >= 0 && !pool.values.isEmpty(); more--) {
            elements.add((String) pool.values.get(random.nextInt(pool.values.size())));
        }
        return List.copyOf(elements);
    }
}
