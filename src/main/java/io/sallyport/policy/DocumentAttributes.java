package io.sallyport.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sallyport.document.Document;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.Schema;

/// `document` as rules see it: the vocabulary's fields, each of its type; a missing optional list is empty.
final class DocumentAttributes {

    private DocumentAttributes() {}

    /// The values; absent when a required field is missing, a value is not of its type, or the attributes contradict
    /// the document. Such a document is denied before any rule. A required list has an element, because an index
    /// cannot tell an empty list from a missing one.
    static Optional<Map<String, Object>> of(Document document, Schema schema) {
        return unsound(document, schema).isPresent() ? Optional.empty() : Optional.of(values(document, schema));
    }

    /// Why the document is denied before any rule; absent when it is not.
    static Optional<String> unsound(Document document, Schema schema) {
        for (var field : schema.fields().values()) {
            var value = document.value(field);
            if (value.isEmpty() && field.required()) {
                return Optional.of("The document has no '%s', which the vocabulary requires.".formatted(field.name()));
            }
            if (value.isPresent() && !isSound(value.get(), field, schema)) {
                return Optional.of("The document's '%s' is not of type %s."
                        .formatted(field.name(), field.type().vocabularyName()));
            }
        }
        return agree(document, schema)
                ? Optional.empty()
                : Optional.of("Tenant or classification of the document and of its attributes differ.");
    }

    private static Map<String, Object> values(Document document, Schema schema) {
        var values = new LinkedHashMap<String, Object>();
        for (var field : schema.fields().values()) {
            document.value(field).or(() -> empty(field)).ifPresent(sound -> values.put(field.name(), sound));
        }
        return values;
    }

    private static boolean isSound(Object value, Field field, Schema schema) {
        return field.type().accepts(value) && switch (field.type()) {
            case LEVEL -> schema.classification((Long) value).isPresent();
            case STRING_LIST -> !field.required() || !List.of().equals(value);
            case STRING, INT, BOOL, DOUBLE, TIMESTAMP -> true;
        };
    }

    private static Optional<Object> empty(Field field) {
        return field.type() == FieldType.STRING_LIST ? Optional.of(List.of()) : Optional.empty();
    }

    /// Tenant and classification are held twice; a record in which they differ is not to be trusted.
    private static boolean agree(Document document, Schema schema) {
        var classification = document.classification();
        return schema.classification(classification.name()).filter(classification::equals).isPresent()
                && holds(document, schema, Schema.CLASSIFICATION, (long) classification.rank())
                && holds(document, schema, Schema.TENANT, document.id().tenant().value());
    }

    private static boolean holds(Document document, Schema schema, String name, Object expected) {
        var field = schema.field(name);
        return field.isEmpty() || document.value(field.get()).filter(expected::equals).isPresent();
    }
}
