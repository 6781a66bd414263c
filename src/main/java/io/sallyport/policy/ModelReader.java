package io.sallyport.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the models of a `ModelPolicy`. Each states every field the vocabulary gives models: a rule that would err on
/// a missing one denies everything, which is found here instead.
final class ModelReader {

    private final Vocabulary vocabulary;
    private final ValueReader values;

    ModelReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.values = new ValueReader(vocabulary.schema().levels());
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
                        .flatMap(value -> values.value(value, type))
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
}
