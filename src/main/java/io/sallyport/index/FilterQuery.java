package io.sallyport.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.FilterSize;
import io.sallyport.document.Schema;

/// The search engine's interpreter of [AccessFilter]. Emits `term`, `terms`, `terms_set`, `range`, `prefix`, `exists`,
/// `match_all`, `match_none` and `bool` only; values land in value slots, never in an expression.
///
/// One instance translates one filter. Whatever it cannot do exactly it refuses, so the search does not happen.
final class FilterQuery {

    private final Schema schema;

    private FilterQuery(Schema schema) {
        this.schema = schema;
    }

    /// The filter as a query over an index prepared with the schema.
    ///
    /// How many clauses a filter may have is bounded where decisions are made; here only what no index takes is refused.
    ///
    /// @throws IndexUnavailable when the filter reads a field the index lacks, or no index takes it
    static Query of(AccessFilter filter, Schema schema) {
        if (FilterSize.of(filter).depth() > FilterSize.DEEPEST) {
            throw tooLarge("is nested deeper than %d".formatted(FilterSize.DEEPEST));
        }
        return new FilterQuery(schema).query(filter);
    }

    private Query query(AccessFilter filter) {
        return switch (filter) {
            case AccessFilter.All() -> Queries.ALL;
            case AccessFilter.None() -> Queries.NONE;
            case AccessFilter.Terms(var field, var values) -> terms(known(field), values);
            case AccessFilter.Range(var field, var relation, var bound) -> Bounds.query(known(field), relation, bound);
            case AccessFilter.Exists(var field) -> Queries.exists(known(field).path());
            case AccessFilter.Prefix(var field, var prefix) -> prefix(known(field), prefix);
            case AccessFilter.Subset(var list, var values) -> subset(known(list), values);
            case AccessFilter.And(var parts) -> parts.isEmpty() ? Queries.ALL : Queries.all(each(parts));
            case AccessFilter.Or(var parts) -> parts.isEmpty() ? Queries.NONE : Queries.any(each(parts));
            case AccessFilter.Not(var part) -> Queries.not(query(part));
        };
    }

    private List<Query> each(List<AccessFilter> parts) {
        return parts.stream().map(this::query).toList();
    }

    private Query terms(Field field, Set<Object> values) {
        if (field.type() == FieldType.TIMESTAMP) {
            return Queries.any(values.stream().map(value -> Bounds.equal(field, value)).toList());
        }
        return Queries.terms(field.path(), storable(field, values));
    }

    /// In memory half a surrogate pair can begin a text; in the index it cannot be said, and its negation must not widen.
    private static Query prefix(Field field, String prefix) {
        if (!Values.isWellFormed(prefix)) {
            throw new IndexUnavailable("search: the access filter has a prefix of %s that ends in half a surrogate pair"
                    .formatted(field.name()));
        }
        if (field.type() != FieldType.STRING && field.type() != FieldType.STRING_LIST) {
            return Queries.NONE;
        }
        return prefix.isEmpty() ? Queries.exists(field.path()) : Queries.prefix(field.path(), prefix);
    }

    private Query subset(Field list, Set<Object> values) {
        List<FieldValue> terms = storable(list, values);
        Query empty = Queries.terms(list.countPath(), List.of(FieldValue.of(0)));
        return terms.isEmpty()
                ? empty
                : Queries.any(List.of(empty, Queries.subset(list.path(), terms, list.countPath())));
    }

    /// The values a document can have at all; the others match nothing anyway.
    private List<FieldValue> storable(Field field, Set<Object> values) {
        if (values.size() > FilterSize.MOST_TERMS) {
            throw tooLarge("lists more than %,d values of %s".formatted(FilterSize.MOST_TERMS, field.name()));
        }
        return new ArrayList<>(values).stream().flatMap(value -> term(field, value)).toList();
    }

    private static Stream<FieldValue> term(Field field, Object value) {
        return switch (value) {
            case String text -> Values.isWellFormed(text) ? Stream.of(FieldValue.of(text)) : Stream.empty();
            case Boolean flag -> Stream.of(FieldValue.of(flag));
            case Long whole when field.type() == FieldType.LEVEL && whole.intValue() != whole -> Stream.empty();
            case Long whole -> Stream.of(FieldValue.of(whole));
            case Double real when Double.isFinite(real) && !real.equals(-0.0) -> Stream.of(FieldValue.of(real));
            default -> Stream.empty();
        };
    }

    /// A query over a field the index lacks matches nothing, and its negation everything.
    private Field known(Field field) {
        boolean known = Stream.concat(Stream.of(Schema.ALLOW, Schema.DENY), schema.fields().values().stream())
                .anyMatch(each -> each.path().equals(field.path()) && each.type() == field.type());
        if (!known) {
            throw new IndexUnavailable("search: the index has no field %s of type %s"
                    .formatted(field.path(), field.type().vocabularyName()));
        }
        return field;
    }

    private static IndexUnavailable tooLarge(String how) {
        return new IndexUnavailable("search: the access filter " + how);
    }
}
