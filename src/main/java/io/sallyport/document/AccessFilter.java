package io.sallyport.document;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The first gate: a decision translated into a filter that a search pushes down.
///
/// Two-valued, with two interpreters that a law keeps equal: [#matches] in memory and the search engine's own.
/// An empty [#or] is [None], an empty [#and] is [All]; simplification never widens.
public sealed interface AccessFilter {

    All ALL = new All();
    None NONE = new None();

    /// Every document.
    record All() implements AccessFilter {}

    /// No document.
    record None() implements AccessFilter {}

    /// Some term of the field equals one of the values; never with no value.
    record Terms(Field field, Set<Object> values) implements AccessFilter {

        public Terms {
            values = Set.copyOf(values);
            if (values.isEmpty() || !values.stream().allMatch(field.type()::acceptsTerm)) {
                throw new IllegalArgumentException("terms of %s are of type %s".formatted(field.name(), field.type()));
            }
        }
    }

    /// The field has a value that stands in that relation to the bound.
    record Range(Field field, Relation relation, Object bound) implements AccessFilter {

        public Range {
            if (!field.type().isOrdered() || !field.type().accepts(bound)) {
                throw new IllegalArgumentException(
                        "a range of %s has a bound of its ordered type".formatted(field.name()));
            }
        }
    }

    /// The field has a value.
    record Exists(Field field) implements AccessFilter {}

    /// Some term of the field starts with the prefix.
    record Prefix(Field field, String prefix) implements AccessFilter {

        public Prefix {
            if (prefix.isEmpty() || !field.type().acceptsTerm(prefix)) {
                throw new IllegalArgumentException("a prefix of %s is a text and not empty".formatted(field.name()));
            }
        }
    }

    /// Every term of the list is among the values; a missing or empty list qualifies.
    record Subset(Field list, Set<Object> values) implements AccessFilter {

        public Subset {
            values = Set.copyOf(values);
            if (list.type() != FieldType.STRING_LIST || !values.stream().allMatch(list.type()::acceptsTerm)) {
                throw new IllegalArgumentException("a list can be a subset of texts, not " + list.name());
            }
        }
    }

    /// Every part matches.
    record And(List<AccessFilter> parts) implements AccessFilter {

        public And {
            parts = List.copyOf(parts);
        }
    }

    /// At least one part matches.
    record Or(List<AccessFilter> parts) implements AccessFilter {

        public Or {
            parts = List.copyOf(parts);
        }
    }

    /// The part does not match, which includes documents without the field.
    record Not(AccessFilter part) implements AccessFilter {}

    /// How a value stands to a bound.
    enum Relation {
        LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL;

        /// What holds exactly when this does not.
        public Relation opposite() {
            return switch (this) {
                case LESS -> GREATER_OR_EQUAL;
                case LESS_OR_EQUAL -> GREATER;
                case GREATER -> LESS_OR_EQUAL;
                case GREATER_OR_EQUAL -> LESS;
            };
        }

        /// The same relation read from the right: `a < b` is `b > a`.
        public Relation mirrored() {
            return switch (this) {
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }

        boolean holds(int comparison) {
            return switch (this) {
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
            };
        }
    }

    /// Whether the document matches, decided in memory exactly as the index decides it.
    default boolean matches(Document document) {
        return switch (this) {
            case All() -> true;
            case None() -> false;
            case Terms(var field, var values) -> document.terms(field).stream().anyMatch(values::contains);
            case Range(var field, var relation, var bound) ->
                document.terms(field).stream()
                        .anyMatch(
                                value -> field.type().accepts(value) && relation.holds(Ordering.compare(value, bound)));
            case Exists(var field) -> !document.terms(field).isEmpty();
            case Prefix(var field, var prefix) ->
                document.terms(field).stream()
                        .anyMatch(value -> value instanceof String text && text.startsWith(prefix));
            case Subset(var list, var values) -> values.containsAll(document.terms(list));
            case And(var parts) -> parts.stream().allMatch(part -> part.matches(document));
            case Or(var parts) -> parts.stream().anyMatch(part -> part.matches(document));
            case Not(var part) -> !part.matches(document);
        };
    }

    /// Terms of one value.
    static AccessFilter term(Field field, Object value) {
        return new Terms(field, Set.of(value));
    }

    /// Terms of any number of values; none matches nothing.
    static AccessFilter terms(Field field, java.util.Collection<?> values) {
        return values.isEmpty() ? NONE : new Terms(field, Set.copyOf(values));
    }

    /// All of the parts; none of them is [All].
    static AccessFilter and(AccessFilter... parts) {
        return and(Arrays.asList(parts));
    }

    /// All of the parts; none of them is [All].
    static AccessFilter and(List<AccessFilter> parts) {
        var flat = new Distinct();
        for (var part : parts) {
            switch (part) {
                case None() -> {
                    return NONE;
                }
                case All() -> {
                }
                case And(var inner) -> inner.forEach(flat::add);
                default -> flat.add(part);
            }
        }
        if (flat.contains(NONE)) {
            return NONE;
        }
        return switch (flat.size()) {
            case 0 -> ALL;
            case 1 -> flat.getFirst();
            default -> new And(flat.parts());
        };
    }

    /// Any of the parts; none of them is [None].
    static AccessFilter or(AccessFilter... parts) {
        return or(Arrays.asList(parts));
    }

    /// Any of the parts; none of them is [None]. Terms of one field are merged.
    static AccessFilter or(List<AccessFilter> parts) {
        var flat = new Distinct();
        var terms = new LinkedHashMap<Field, Set<Object>>();
        parts.forEach(part -> collect(part, flat, terms));
        terms.forEach((field, values) -> flat.add(new Terms(field, values)));
        if (flat.contains(ALL)) {
            return ALL;
        }
        return switch (flat.size()) {
            case 0 -> NONE;
            case 1 -> flat.getFirst();
            default -> new Or(flat.parts());
        };
    }

    /// Everything the part does not match.
    static AccessFilter not(AccessFilter part) {
        return switch (part) {
            case All() -> NONE;
            case None() -> ALL;
            case Not(var inner) -> inner;
            default -> new Not(part);
        };
    }

    private static void collect(AccessFilter part, Distinct flat, Map<Field, Set<Object>> terms) {
        switch (part) {
            case None() -> {
            }
            case Or(var inner) -> inner.forEach(each -> collect(each, flat, terms));
            case Terms(var field, var values) ->
                terms.computeIfAbsent(field, unused -> new LinkedHashSet<>()).addAll(values);
            default -> flat.add(part);
        }
    }
}
