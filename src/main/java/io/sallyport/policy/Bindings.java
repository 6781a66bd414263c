package io.sallyport.policy;

import java.util.HashMap;
import java.util.Map;

/// What is known of one request when the skeleton of a filter is filled.
///
/// @param variables the rule variables except `document`, and the elements of lists being unrolled
/// @param budget    what filling may still cost
record Bindings(Map<String, Object> variables, FilterBudget budget) {

    Bindings with(String variable, Object value) {
        var more = new HashMap<>(variables);
        more.put(variable, value);
        return new Bindings(more, budget);
    }
}
