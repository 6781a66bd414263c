package io.sallyport.policy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.sallyport.document.Classification;

/// The variables of rules as CEL evaluates them: maps by name.
final class Variables {

    private Variables() {}

    /// Subject, request and level.
    static Map<String, Object> of(AccessRequest request, Map<String, Object> subject, RuleBook book,
            PolicySettings settings) {
        var fields = new LinkedHashMap<String, Object>();
        book.vocabulary().request()
                .forEach(field -> fields.put(field.fieldName(), field.read(request, settings.zone())));
        return Map.of(
                RuleLanguage.SUBJECT,
                subject,
                RuleLanguage.REQUEST,
                fields,
                RuleLanguage.LEVEL,
                book.levels());
    }

    /// Everything that is known of a request: absent when a claim is not of its type, without `model` when the model is
    /// not declared.
    static Optional<Map<String, Object>> known(AccessRequest request, RuleBook book, PolicySettings settings) {
        try {
            var subject = SubjectAttributes.of(request.subject().claims(), book.vocabulary());
            var known = of(request, subject, book, settings);
            return Optional.of(Optional.ofNullable(book.models().get(request.model()))
                    .map(model -> with(known, model))
                    .orElse(known));
        } catch (SubjectAttributes.MalformedClaim malformed) {
            return Optional.empty();
        }
    }

    static Map<String, Object> with(Map<String, Object> variables, DeclaredModel model) {
        return with(variables, RuleLanguage.MODEL, model.attributes());
    }

    /// The variables of obligation rules at a classification.
    static Map<String, Object> with(Map<String, Object> variables, Classification classification) {
        var request = new HashMap<String, Object>();
        if (variables.get(RuleLanguage.REQUEST) instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> request.put((String) name, value));
        }
        request.put(RequestField.CLASSIFICATION, (long) classification.rank());
        return with(variables, RuleLanguage.REQUEST, request);
    }

    static Map<String, Object> with(Map<String, Object> variables, String name, Object value) {
        var more = new HashMap<>(variables);
        more.put(name, value);
        return more;
    }
}
