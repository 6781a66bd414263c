package io.sallyport.policy;

import java.util.List;

import io.sallyport.document.AccessFilter;

/// Keeps one request's filter within what a search engine takes. Not thread-safe; one for each decision.
final class FilterBudget {

    private final int maxClauses;
    private final int maxTerms;
    private int unrolled;

    FilterBudget(int maxClauses, int maxTerms) {
        this.maxClauses = maxClauses;
        this.maxTerms = maxTerms;
    }

    /// Counts one more step of an unrolled list.
    void unroll() throws FilterTooLarge {
        if (++unrolled > maxClauses) {
            throw new FilterTooLarge();
        }
    }

    /// The filter, when it is small enough.
    AccessFilter check(AccessFilter filter) throws FilterTooLarge {
        var size = new Size();
        size.add(filter);
        return filter;
    }

    /// The filter needs more clauses or terms than the settings allow.
    static final class FilterTooLarge extends Exception {

        private static final long serialVersionUID = 1;

        FilterTooLarge() {
            super("the access filter has more clauses or terms than sallyport.policies allows");
        }
    }

    private final class Size {

        private int clauses;
        private int terms;

        void add(AccessFilter filter) throws FilterTooLarge {
            clauses++;
            switch (filter) {
                case AccessFilter.Terms(_, var values) -> terms += values.size();
                case AccessFilter.Subset(_, var values) -> terms += values.size();
                case AccessFilter.And(var parts) -> addAll(parts);
                case AccessFilter.Or(var parts) -> addAll(parts);
                case AccessFilter.Not(var part) -> add(part);
                case AccessFilter.All _,AccessFilter.None _,AccessFilter.Range _,AccessFilter.Exists _,AccessFilter.Prefix _ ->
                    {
                    }
            }
            if (clauses > maxClauses || terms > maxTerms) {
                throw new FilterTooLarge();
            }
        }

        private void addAll(List<AccessFilter> parts) throws FilterTooLarge {
            for (var part : parts) {
                add(part);
            }
        }
    }
}
