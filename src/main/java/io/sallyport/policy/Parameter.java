package io.sallyport.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sallyport.document.FieldType;

/// A part of a document rule that does not depend on the document. Its static type was checked against the field's at
/// load time; the Java value is checked again here, because a value of another type would match by its text.
record Parameter(Expression expression) {

    /// The value, absent on an error or when it is no term of the type.
    Optional<Object> value(Map<String, Object> variables, FieldType type) {
        return expression.value(variables).filter(type::acceptsTerm);
    }

    /// A number or an instant for an ordering, absent on an error.
    Optional<Object> bound(Map<String, Object> variables) {
        return expression.value(variables);
    }

    /// The elements, absent on an error or when one of them is no term of the type.
    Optional<List<Object>> values(Map<String, Object> variables, FieldType type) {
        return elements(variables).filter(elements -> elements.stream().allMatch(type::acceptsTerm));
    }

    /// The elements whatever their type, absent on an error.
    Optional<List<Object>> elements(Map<String, Object> variables) {
        return expression.value(variables)
                .filter(List.class::isInstance)
                .map(value -> ((List<?>) value).stream().<Object>map(element -> element).toList());
    }
}
