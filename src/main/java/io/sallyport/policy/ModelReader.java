package io.sallyport.policy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sallyport.document.FieldType;

/// Reads the models of a `ModelPolicy`. Each states every field the vocabulary gives models: a rule that would err on
/// a missing one denies everything, which is found here instead.
final class ModelReader {

    private final Vocabulary vocabulary;

    ModelReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// Adds the models to those already declared.
    void read(YamlNode list, Map<ModelId, DeclaredModel> declared) {
        for (var item : list.items()) {
            model(item).filter(model -> declared.putIfAbsent(model.id(), model) != null)
                    .ifPresent(model -> item.problem("model '%s' is declared twice".formatted(model.id())));
        }
    }

    private Optional<DeclaredModel> model(YamlNode node) {
        var attributes = new LinkedHashMap<String, Object>();
        var entries = node.entries(vocabulary.model().keySet());
        vocabulary.model().forEach(
                (name, type) -> node.require(entries, name)
                        .flatMap(value -> value(value, type))
                        .ifPresent(value -> attributes.put(name, value)));
        return Optional.ofNullable(attributes.get("id")).flatMap(id -> id(node, (String) id))
                .map(id -> new DeclaredModel(id, attributes));
    }

    private static Optional<ModelId> id(YamlNode node, String id) {
        var model = id.equals(ModelId.CALLER.value()) ? Optional.of(ModelId.CALLER) : ModelId.asked(id);
        if (model.isEmpty()) {
            node.problem("expected an id of 1 to 200 characters without control characters");
        }
        return model;
    }

    private Optional<Object> value(YamlNode node, FieldType type) {
        return switch (type) {
            case STRING -> node.text().map(text -> text);
            case LEVEL -> node.word(vocabulary.schema().levels())
                    .map(name -> (long) vocabulary.schema().levels().indexOf(name));
            case INT -> node.plain("a whole number", ModelReader::whole);
            case BOOL -> node.bool().map(flag -> flag);
            case DOUBLE -> node.plain("a number", ModelReader::real);
            case TIMESTAMP -> node.scalar("a time such as 2026-01-31T12:00:00Z", ModelReader::instant);
            case STRING_LIST -> Optional.of(texts(node));
        };
    }

    private static List<String> texts(YamlNode node) {
        var texts = new ArrayList<String>();
        node.items().forEach(item -> item.text().filter(text -> !texts.contains(text)).ifPresent(texts::add));
        return texts;
    }

    private static Optional<Object> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Object> real(String text) {
        try {
            return Optional.<Object>of(Double.parseDouble(text) + 0.0).filter(FieldType.DOUBLE::accepts);
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Object> instant(String text) {
        try {
            return Optional.<Object>of(Instant.parse(text)).filter(FieldType.TIMESTAMP::accepts);
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
