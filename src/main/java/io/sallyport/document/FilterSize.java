package io.sallyport.document;

import java.util.List;

/// How large a filter is for a search engine, which bounds each of these.
///
/// @param clauses one for each part of the filter; where an engine compares one by one, as for [AccessFilter.Subset] and
///                for timestamps, one for each value as well
/// @param terms   values in all
/// @param depth   how many parts are within each other
public record FilterSize(int clauses, int terms, int depth) {

    /// The most values Elasticsearch takes in one clause, `index.max_terms_count`.
    public static final int MOST_TERMS = 65_536;

    /// The deepest filter: below Elasticsearch's `indices.query.bool.max_nested_depth` of 30, with what a search adds.
    public static final int DEEPEST = 25;

    /// The size of that filter.
    public static FilterSize of(AccessFilter filter) {
        return switch (filter) {
            case AccessFilter.Terms(var field, var values) ->
                new FilterSize(field.type() == FieldType.TIMESTAMP ? values.size() + 1 : 1, values.size(), 1);
            case AccessFilter.Subset(_, var values) -> new FilterSize(values.size() + 2, values.size(), 1);
            case AccessFilter.And(var parts) -> around(parts);
            case AccessFilter.Or(var parts) -> around(parts);
            case AccessFilter.Not(var part) -> around(List.of(part));
            case AccessFilter.All _,AccessFilter.None _,AccessFilter.Range _,AccessFilter.Exists _,AccessFilter.Prefix _ ->
                new FilterSize(1, 0, 1);
        };
    }

    private static FilterSize around(List<AccessFilter> parts) {
        int clauses = 1;
        int terms = 0;
        int depth = 0;
        for (var part : parts) {
            var size = of(part);
            clauses += size.clauses;
            terms += size.terms;
            depth = Math.max(depth, size.depth);
        }
        return new FilterSize(clauses, terms, depth + 1);
    }
}
