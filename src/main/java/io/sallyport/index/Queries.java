package io.sallyport.index;

import java.util.List;
import java.util.function.UnaryOperator;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.UntypedRangeQuery;

/// The few query forms the gateway sends. An empty `bool` matches everything, so none is ever built empty.
final class Queries {

    static final Query ALL = Query.of(query -> query.matchAll(all -> all));
    static final Query NONE = Query.of(query -> query.matchNone(none -> none));

    private Queries() {}

    static Query all(List<Query> parts) {
        return parts.isEmpty() ? ALL : Query.of(query -> query.bool(bool -> bool.filter(parts)));
    }

    static Query any(List<Query> parts) {
        return parts.isEmpty()
                ? NONE
                : Query.of(query -> query.bool(bool -> bool.should(parts).minimumShouldMatch("1")));
    }

    static Query not(Query part) {
        return Query.of(query -> query.bool(bool -> bool.mustNot(part)));
    }

    static Query terms(String path, List<FieldValue> values) {
        return values.isEmpty()
                ? NONE
                : Query.of(query -> query.terms(terms -> terms.field(path).terms(list -> list.value(values))));
    }

    static Query subset(String path, List<FieldValue> values, String countPath) {
        return Query.of(query -> query.termsSet(
                set -> set.field(path).terms(values).minimumShouldMatchField(countPath)));
    }

    static Query exists(String path) {
        return Query.of(query -> query.exists(exists -> exists.field(path)));
    }

    static Query prefix(String path, String prefix) {
        return Query.of(query -> query.prefix(start -> start.field(path).value(prefix)));
    }

    static Query range(UnaryOperator<UntypedRangeQuery.Builder> bounds) {
        return Query.of(query -> query.range(range -> range.untyped(bounds::apply)));
    }
}
