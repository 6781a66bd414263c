package io.sallyport.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.sallyport.document.FieldType;

/// Values of fields that understood tests can tell apart, and no fewer: whatever values fields have, some of these make
/// every test come out the same.
///
/// Text is told apart by the literals it equals and the prefixes it has; numbers and times by their order among
/// literals; lists by their elements. Where several fields are compared with each other there is one value more for
/// each of them.
///
/// @param texts  text values, literals first
/// @param orders values of an ordered type
record Values(Vocabulary vocabulary, List<FieldReference> fields, List<String> texts, Map<FieldType, List<?>> orders) {

    private static final long MOST_GAP = 1L << 52;

    /// The values for tests that are all understood.
    static Values of(Vocabulary vocabulary, Collection<FieldReference> fields, Collection<RuleTest> tests) {
        var sorted = List.copyOf(new TreeSet<>(fields));
        var literals = Stream.concat(
                tests.stream().flatMap(test -> test.literals().stream()),
                sorted.stream().anyMatch(Values::isHour) ? LongStream.range(0, 24).boxed() : Stream.of()).toList();
        var prefixes = tests.stream().flatMap(test -> test.prefixes().stream()).toList();
        long scalars = count(vocabulary, sorted, FieldType.STRING);
        long lists = Math.min(8, count(vocabulary, sorted, FieldType.STRING_LIST));
        var orders = Map.<FieldType, List<?>>of(
                FieldType.INT,
                whole(literals(literals, Long.class), (int) count(vocabulary, sorted, FieldType.INT)),
                FieldType.TIMESTAMP,
                times(literals(literals, Instant.class), (int) count(vocabulary, sorted, FieldType.TIMESTAMP)),
                FieldType.DOUBLE,
                real(literals(literals, Double.class), (int) count(vocabulary, sorted, FieldType.DOUBLE)));
        return new Values(vocabulary, sorted,
                texts(literals(literals, String.class), prefixes, scalars + (1L << lists) - 1), orders);
    }

    /// The type of a field; absent when the vocabulary has none of that name.
    static Optional<FieldType> type(FieldReference field, Vocabulary vocabulary) {
        return switch (field.variable()) {
            case RuleLanguage.DOCUMENT -> vocabulary.schema().field(field.name()).map(known -> known.type());
            case RuleLanguage.SUBJECT -> vocabulary.subject().stream()
                    .filter(known -> known.name().equals(field.name()))
                    .map(SubjectField::type)
                    .findFirst();
            case RuleLanguage.REQUEST -> field.name().equals(RequestField.CLASSIFICATION)
                    ? Optional.of(FieldType.LEVEL)
                    : RequestField.named(field.name()).map(RequestField::type);
            case RuleLanguage.MODEL -> Optional.ofNullable(vocabulary.model().get(field.name()));
            default -> Optional.empty();
        };
    }

    /// Whether a field has so few values that all of them can be tried.
    static boolean areFew(FieldReference field, Vocabulary vocabulary) {
        return isHour(field) || type(field, vocabulary)
                .filter(type -> type == FieldType.BOOL || type == FieldType.LEVEL)
                .isPresent();
    }

    private static boolean isHour(FieldReference field) {
        return field.equals(new FieldReference(RuleLanguage.REQUEST, RequestField.HOUR.fieldName()));
    }

    private static long count(Vocabulary vocabulary, List<FieldReference> fields, FieldType type) {
        return fields.stream().filter(field -> type(field, vocabulary).filter(type::equals).isPresent()).count();
    }

    private static <T> Set<T> literals(List<Object> all, Class<T> type) {
        var some = new TreeSet<T>();
        all.stream().filter(type::isInstance).map(type::cast).forEach(some::add);
        return some;
    }

    /// How many values [#of] has for a field, at most [Integer#MAX_VALUE].
    int size(FieldReference field) {
        return type(field, vocabulary).orElse(FieldType.BOOL) == FieldType.STRING_LIST && texts.size() > 16
                ? Integer.MAX_VALUE
                : of(field).size();
    }

    /// The values of one field, the absent one among them where there can be none.
    List<Optional<Object>> of(FieldReference field) {
        var values = new ArrayList<Optional<Object>>();
        if (mayBeAbsent(field)) {
            values.add(Optional.empty());
        }
        present(field).forEach(value -> values.add(Optional.of(value)));
        return values;
    }

    private List<?> present(FieldReference field) {
        if (isHour(field)) {
            return LongStream.range(0, 24).boxed().toList();
        }
        var type = type(field, vocabulary).orElse(FieldType.BOOL);
        return switch (type) {
            case BOOL -> List.of(true, false);
            case LEVEL -> LongStream.range(0, vocabulary.schema().levels().size()).boxed().toList();
            case STRING -> texts;
            case STRING_LIST -> subsets();
            case INT, DOUBLE, TIMESTAMP -> orders.getOrDefault(type, List.of());
        };
    }

    private List<List<String>> subsets() {
        var subsets = new ArrayList<List<String>>();
        for (long bits = 0; bits < 1L << texts.size(); bits++) {
            var subset = new ArrayList<String>();
            for (int number = 0; number < texts.size(); number++) {
                if ((bits >> number & 1) == 1) {
                    subset.add(texts.get(number));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }

    private boolean mayBeAbsent(FieldReference field) {
        return switch (field.variable()) {
            case RuleLanguage.SUBJECT -> true;
            case RuleLanguage.DOCUMENT -> vocabulary.schema().field(field.name())
                    .filter(known -> !known.required() && known.type() != FieldType.STRING_LIST)
                    .isPresent();
            default -> false;
        };
    }

    /// The literals, and for each prefix and for none some text that is otherwise like nothing.
    private static List<String> texts(Set<String> literals, List<String> prefixes, long fresh) {
        var texts = new LinkedHashSet<>(literals);
        texts.addAll(prefixes);
        var stems = new TreeSet<>(prefixes);
        stems.add("");
        for (var stem : stems) {
            for (int number = 1; number <= fresh; number++) {
                texts.add(unlike(stem, number, literals, prefixes));
            }
        }
        return List.copyOf(texts);
    }

    private static String unlike(String stem, int number, Set<String> literals, List<String> prefixes) {
        return Stream.concat(Stream.of(""), IntStream.iterate('a', letter -> letter + 1).mapToObj(Character::toString))
                .map(letter -> stem + letter + "other-" + number)
                .filter(text -> !literals.contains(text) && prefixes.stream()
                        .noneMatch(prefix -> text.startsWith(prefix) && !stem.startsWith(prefix)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> whole(Set<Long> literals, int fields) {
        return around(literals.isEmpty() ? Set.of(0L) : literals, Math.max(1, fields), (literal, step) -> {
            boolean overflows = step > 0 ? literal > Long.MAX_VALUE - step : literal < Long.MIN_VALUE - step;
            return overflows ? Optional.empty() : Optional.of(literal + step);
        });
    }

    private static List<Instant> times(Set<Instant> literals, int fields) {
        var base = new TreeSet<Instant>();
        literals.forEach(literal -> base.add(literal.truncatedTo(ChronoUnit.MILLIS)));
        return around(base.isEmpty() ? Set.of(Instant.parse("2026-01-01T00:00:00Z")) : base, Math.max(1, fields) + 1,
                (literal, step) -> Optional.of(literal.plusMillis(step)).filter(FieldType.TIMESTAMP::accepts));
    }

    /// A double between two literals needs room between them; literals that are too close are left to chance, which
    /// [#areExact] tells.
    private static List<Double> real(Set<Double> literals, int fields) {
        return around(literals.isEmpty() ? Set.of(0.0) : literals, Math.max(1, fields),
                (literal, step) -> Optional.of(literal + step * 1e-3).filter(FieldType.DOUBLE::accepts));
    }

    private static <T> List<T> around(Set<T> literals, int steps, BiFunction<T, Integer, Optional<T>> neighbour) {
        var values = new TreeSet<T>();
        for (var literal : literals) {
            for (int step = -steps; step <= steps; step++) {
                neighbour.apply(literal, step).ifPresent(values::add);
            }
        }
        return List.copyOf(values);
    }

    /// Whether the values of this many fields of each type really show everything: doubles only when their literals are
    /// small and far enough apart.
    boolean areExact(Collection<RuleTest> tests) {
        var literals = tests.stream()
                .flatMap(test -> test.literals().stream())
                .filter(Double.class::isInstance)
                .map(Double.class::cast)
                .sorted()
                .toList();
        double room = 1e-3 * 2 * (fields.size() + 1);
        for (int number = 0; number < literals.size(); number++) {
            if (Math.abs(literals.get(number)) > MOST_GAP * 1e-9
                    || number > 0 && literals.get(number) - literals.get(number - 1) < room
                            && !literals.get(number).equals(literals.get(number - 1))) {
                return false;
            }
        }
        return true;
    }
}
