package io.sallyport.policy;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.sallyport.audit.AttributeValue;
import io.sallyport.audit.PolicyInput;
import io.sallyport.document.FieldType;
import io.sallyport.identity.Group;
import io.sallyport.identity.Role;
import io.sallyport.identity.Subject;

/// What a bundle sees of a request, as it is recorded to be decided again. Claims that no vocabulary field names are
/// left out.
final class PolicyInputs {

    private PolicyInputs() {}

    static PolicyInput of(AccessRequest request, Vocabulary vocabulary) {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        var malformed = new ArrayList<String>();
        for (var field : vocabulary.subject()) {
            request.subject().claims().find(field.claim()).ifPresent(claim -> SubjectAttributes
                    .typed(claim, field, vocabulary.schema())
                    .ifPresentOrElse(
                            value -> attributes.put(field.name(), value(value, field.type(), vocabulary)),
                            () -> malformed.add(field.name())));
        }
        return new PolicyInput(
                principal(request.subject()),
                fields(vocabulary),
                attributes,
                malformed,
                asked(request),
                request.model().value());
    }

    /// What a vocabulary says about a field, as it is recorded.
    static PolicyInput.Field field(SubjectField field) {
        return new PolicyInput.Field(field.type().vocabularyName(), field.claim());
    }

    private static Map<String, PolicyInput.Field> fields(Vocabulary vocabulary) {
        var fields = new LinkedHashMap<String, PolicyInput.Field>();
        vocabulary.subject().forEach(field -> fields.put(field.name(), field(field)));
        return fields;
    }

    private static PolicyInput.Principal principal(Subject subject) {
        return new PolicyInput.Principal(
                subject.id().value(),
                subject.groups().stream().map(Group::value).sorted().toList(),
                subject.roles().stream().map(Role::value).sorted().toList());
    }

    /// All that rules may read, whatever the vocabulary lists: another bundle may list more.
    private static Map<String, AttributeValue> asked(AccessRequest request) {
        var asked = new LinkedHashMap<String, AttributeValue>();
        asked.put(RequestField.PURPOSE.fieldName(), new AttributeValue.Text(request.purpose().value()));
        asked.put(RequestField.CLIENT_ID.fieldName(), new AttributeValue.Text(request.subject().client().value()));
        asked.put(RequestField.CHANNEL.fieldName(), new AttributeValue.Text(request.channel().value()));
        asked.put(
                RequestField.TIME.fieldName(),
                new AttributeValue.Text(request.at().truncatedTo(ChronoUnit.MILLIS).toString()));
        asked.put(RequestField.BREAK_GLASS.fieldName(), new AttributeValue.Flag(request.breakGlass()));
        return asked;
    }

    private static AttributeValue value(Object typed, FieldType type, Vocabulary vocabulary) {
        return switch (type) {
            case LEVEL -> new AttributeValue.Text(vocabulary.schema().levels().get(((Long) typed).intValue()));
            case INT -> new AttributeValue.Whole((Long) typed);
            case DOUBLE -> new AttributeValue.Real((Double) typed);
            case BOOL -> new AttributeValue.Flag((Boolean) typed);
            case STRING, TIMESTAMP -> new AttributeValue.Text(typed.toString());
            case STRING_LIST -> new AttributeValue.Texts(((List<?>) typed).stream().map(String::valueOf).toList());
        };
    }
}
