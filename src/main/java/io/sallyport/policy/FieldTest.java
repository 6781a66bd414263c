package io.sallyport.policy;

import static io.sallyport.document.AccessFilter.and;
import static io.sallyport.document.AccessFilter.not;
import static io.sallyport.document.AccessFilter.or;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.AccessFilter.Relation;
import io.sallyport.document.Field;

/// Tests of one document field as filters of both polarities.
///
/// @param levels how many levels the vocabulary has
record FieldTest(Field field, int levels) {

    Polar exists() {
        return new Polar(present(), not(present()));
    }

    Polar equal(Object value) {
        return among(List.of(value));
    }

    /// Scalar: one of the values. A value that no document can hold matches none, as in memory.
    Polar among(List<Object> values) {
        return scalar(AccessFilter.terms(field, values.stream().filter(this::canBeHeld).distinct().toList()));
    }

    Polar startsWith(String prefix) {
        return scalar(prefixed(prefix));
    }

    Polar compare(Relation relation, Object value) {
        return IndexBound.of(field, levels, relation, value)
                .map(
                        yes -> new Polar(
                                yes,
                                IndexBound.of(field, levels, relation.opposite(), value).orElse(AccessFilter.NONE)))
                .orElse(Polar.ERROR);
    }

    /// List: some element is one of the values.
    Polar intersects(List<Object> values) {
        return list(AccessFilter.terms(field, values.stream().distinct().toList()));
    }

    /// List: every element is one of the values.
    Polar subsetOf(List<Object> values) {
        var subset = new AccessFilter.Subset(field, Set.copyOf(values));
        return new Polar(subset, and(present(), not(subset)));
    }

    /// List: every element is one of a list that is in error. Only a list without elements escapes the error.
    Polar subsetOfError() {
        return new Polar(withoutElements(), AccessFilter.NONE);
    }

    /// List: some element passes one of the tests. When a test is in error only a list without elements escapes it.
    Polar anyElement(List<ElementTest> tests, Map<String, Object> variables) {
        var filters = tests.stream().map(test -> test.fill(field, variables)).toList();
        return filters.stream().allMatch(Optional::isPresent)
                ? list(or(filters.stream().map(Optional::orElseThrow).toList()))
                : new Polar(AccessFilter.NONE, withoutElements());
    }

    private Polar scalar(AccessFilter whenTrue) {
        return new Polar(whenTrue, and(present(), not(whenTrue)));
    }

    private Polar list(AccessFilter whenTrue) {
        return field.required() ? scalar(whenTrue) : new Polar(whenTrue, not(whenTrue));
    }

    private AccessFilter withoutElements() {
        return field.required() ? AccessFilter.NONE : not(present());
    }

    private AccessFilter present() {
        return new AccessFilter.Exists(field);
    }

    private AccessFilter prefixed(String prefix) {
        return ElementTest.prefixed(field, prefix);
    }

    private boolean canBeHeld(Object value) {
        return IndexBound.canBeHeld(field, levels, value);
    }
}
