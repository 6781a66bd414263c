package io.sallyport.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.sallyport.document.FieldType;
import io.sallyport.document.Schema;

/// The words rules are written in: what can be read of subjects, documents, requests and models.
///
/// @param schema  levels and document fields
/// @param subject fields of `subject`
/// @param request fields of `request`
/// @param model   types of the fields of `model` by name
record Vocabulary(Schema schema, List<SubjectField> subject, List<RequestField> request, Map<String, FieldType> model) {

    Vocabulary {
        subject = List.copyOf(subject);
        request = List.copyOf(request);
        model = Collections.unmodifiableMap(new LinkedHashMap<>(model));
    }

    /// `level` as rules see it: positions by name.
    Map<String, Object> levels() {
        return levels(schema);
    }

    /// `level` under that schema.
    static Map<String, Object> levels(Schema schema) {
        var positions = new LinkedHashMap<String, Object>();
        schema.levels().forEach(name -> positions.put(name, (long) positions.size()));
        return Collections.unmodifiableMap(positions);
    }
}
