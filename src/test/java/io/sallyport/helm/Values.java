package io.sallyport.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Values for the chart, changed by copies.
record Values(JsonNode tree) {

    private static final YAMLMapper YAML = new YAMLMapper();

    /// The least that the chart accepts.
    static Values minimal() {
        return read(Chart.FOLDER.resolve("ci/minimal-values.yaml"));
    }

    /// Every value, none at its default.
    static Values full() {
        return read(Chart.FOLDER.resolve("ci/full-values.yaml"));
    }

    /// What the chart takes when nothing is given.
    static Values defaults() {
        return read(Chart.FOLDER.resolve("values.yaml"));
    }

    static Values parse(String yaml) {
        return new Values(YAML.readTree(yaml));
    }

    /// The first YAML example of a documentation page.
    static Values example(Path page) {
        return parse(text(page).replaceFirst("(?s).*?\n```yaml\n", "").replaceFirst("(?s)\n```.*", "\n"));
    }

    private static Values read(Path file) {
        return parse(text(file));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// These with the YAML `value` at a JSON pointer whose parents exist or are made.
    Values with(String pointer, String value) {
        var path = JsonPointer.compile(pointer);
        var copy = (ObjectNode) tree.deepCopy();
        var parent = copy.withObject(path.head(), JsonNode.OverwriteMode.ALL, true);
        parent.set(path.last().getMatchingProperty(), YAML.readTree(value));
        return new Values(copy);
    }

    /// These without what is at a JSON pointer, which must be there.
    Values without(String pointer) {
        var path = JsonPointer.compile(pointer);
        var copy = tree.deepCopy();
        var removed = ((ObjectNode) copy.at(path.head())).remove(path.last().getMatchingProperty());
        if (removed == null) {
            throw new IllegalArgumentException("nothing at " + pointer);
        }
        return new Values(copy);
    }

    /// These over others, merged as Helm merges them.
    Values over(Values others) {
        return new Values(merge((ObjectNode) others.tree.deepCopy(), (ObjectNode) tree));
    }

    private static ObjectNode merge(ObjectNode below, ObjectNode above) {
        above.forEachEntry((name, value) -> below.set(
                name,
                value instanceof ObjectNode upper && below.get(name) instanceof ObjectNode lower
                        ? merge(lower, upper)
                        : value));
        return below;
    }

    String yaml() {
        return YAML.writeValueAsString(tree);
    }
}
