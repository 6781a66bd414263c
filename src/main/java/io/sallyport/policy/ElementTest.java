package io.sallyport.policy;

import java.util.Map;
import java.util.Optional;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Field;

/// What `document.list.exists(x, …)` may ask of one element.
sealed interface ElementTest {

    /// The filter of lists with such an element, absent when the parameter is in error.
    Optional<AccessFilter> fill(Field list, Map<String, Object> variables);

    /// `x == value`.
    record Equal(Parameter value) implements ElementTest {

        @Override
        public Optional<AccessFilter> fill(Field list, Map<String, Object> variables) {
            return value.value(variables, list.type()).map(text -> AccessFilter.term(list, text));
        }
    }

    /// `x in values`.
    record Among(Parameter values) implements ElementTest {

        @Override
        public Optional<AccessFilter> fill(Field list, Map<String, Object> variables) {
            return values.values(variables, list.type())
                    .map(texts -> AccessFilter.terms(list, texts.stream().distinct().toList()));
        }
    }

    /// `x.startsWith(prefix)`.
    record StartsWith(Parameter prefix) implements ElementTest {

        @Override
        public Optional<AccessFilter> fill(Field list, Map<String, Object> variables) {
            return prefix.value(variables, list.type()).map(text -> prefixed(list, (String) text));
        }
    }

    /// Every value starts with the empty text, so that prefix asks only whether there is a value.
    static AccessFilter prefixed(Field field, String prefix) {
        return prefix.isEmpty() ? new AccessFilter.Exists(field) : new AccessFilter.Prefix(field, prefix);
    }
}
