package io.sallyport.policy;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.FilterSize;

/// Keeps one request's filter within what a search engine takes. Not thread-safe; one for each decision.
///
/// The one place where a filter is bounded: what passes here is not too large for the index, so a subject with too many
/// groups is refused before the search instead of failing in it.
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
        var size = FilterSize.of(filter);
        if (size.clauses() > maxClauses || size.terms() > maxTerms || size.depth() > FilterSize.DEEPEST) {
            throw new FilterTooLarge();
        }
        return filter;
    }

    /// The filter needs more clauses or terms than the settings allow.
    static final class FilterTooLarge extends Exception {

        private static final long serialVersionUID = 1;

        FilterTooLarge() {
            super("the access filter has more clauses or terms than sallyport.policies allows");
        }
    }
}
