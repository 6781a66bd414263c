package io.sallyport.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A value in a policy file with its place. Every reading method that finds something else than it expects reports it
/// and returns nothing, so that one pass over a folder finds all its problems.
///
/// Values are read from the syntax tree, never converted by a YAML library: `1.10`, `yes` and `12:30` stay what they
/// look like.
///
/// @param file where it stands
/// @param path its place in the document
/// @param key  the node of its key; the value itself where there is no key
/// @param node its syntax tree
/// @param log  takes the problems
record YamlNode(PolicyFile file, String path, Node key, Node node, ProblemLog log) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern BLOCK_HEADER = Pattern.compile("\\|[-+]?\\s*(#.*)?");

    static YamlNode root(PolicyFile file, Node node, ProblemLog log) {
        return new YamlNode(file, "", node, node, log);
    }

    void problem(String message) {
        log.add(problemAt(node, message));
    }

    /// Reports at the key, for example one that should not be there.
    void problemOfKey(String message) {
        log.add(problemAt(key, message));
    }

    private Problem problemAt(Node place, String message) {
        return place.getStartMark()
                .map(mark -> new Problem(file.path(), mark.getLine() + 1, mark.getColumn() + 1, path, message))
                .orElseGet(() -> new Problem(file.path(), 0, 0, path, message));
    }

    /// The entries by key, after reporting what is no mapping and keys that repeat.
    Map<String, YamlNode> entries() {
        var entries = new LinkedHashMap<String, YamlNode>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> enter(entries, tuple.getKeyNode(), tuple.getValueNode()));
        } else {
            problem("expected a mapping of keys to values");
        }
        return entries;
    }

    private void enter(Map<String, YamlNode> entries, Node key, Node value) {
        if (!(key instanceof ScalarNode scalar)) {
            log.add(problemAt(key, "expected a word as key"));
            return;
        }
        String name = scalar.getValue();
        var entry = new YamlNode(file, path.isEmpty() ? name : path + "." + name, key, value, log);
        var earlier = Optional.ofNullable(entries.putIfAbsent(name, entry));
        earlier.ifPresent(
                first -> entry.problemOfKey("duplicate key '%s' (first at line %d)".formatted(name, first.line())));
    }

    int line() {
        return key.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /// The entries by key, after reporting keys that are not among the allowed ones.
    Map<String, YamlNode> entries(Collection<String> allowed) {
        var entries = entries();
        entries.forEach((name, entry) -> {
            if (!allowed.contains(name)) {
                entry.problemOfKey("unknown key '%s'%s".formatted(name, Suggestion.of(name, allowed)));
            }
        });
        return entries;
    }

    /// The entry of that key, reported here when it is missing.
    Optional<YamlNode> require(Map<String, YamlNode> entries, String name) {
        var entry = Optional.ofNullable(entries.get(name));
        if (entry.isEmpty() && node instanceof MappingNode) {
            problem("missing '%s'".formatted(name));
        }
        return entry;
    }

    /// The elements of a list.
    List<YamlNode> items() {
        var items = new ArrayList<YamlNode>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue()
                    .forEach(
                            item -> items.add(
                                    new YamlNode(file, "%s[%d]".formatted(path, items.size()), item, item, log)));
        } else {
            problem("expected a list");
        }
        return items;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /// A text, not empty and no null.
    Optional<String> text() {
        return scalar("a text", Optional::of);
    }

    /// A text that is the whole of the pattern.
    Optional<String> text(Pattern pattern) {
        return scalar("text that matches " + pattern, text -> Optional.of(text).filter(pattern.asMatchPredicate()));
    }

    /// One of some words.
    Optional<String> word(Collection<String> words) {
        var text = text();
        var word = text.filter(words::contains);
        if (text.isPresent() && word.isEmpty()) {
            problem("expected one of %s%s".formatted(String.join(", ", words), Suggestion.of(text.get(), words)));
        }
        return word;
    }

    /// `true` or `false`.
    Optional<Boolean> bool() {
        return plain("true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /// A whole number between two bounds, both included.
    Optional<Integer> number(int least, int most) {
        return plain(
                "a whole number from %d to %d".formatted(least, most),
                text -> Optional.of(text)
                        .filter(NUMBER.asMatchPredicate())
                        .map(Integer::valueOf)
                        .filter(number -> number >= least && number <= most));
    }

    /// A scalar without quotes that the reader understands.
    <T> Optional<T> plain(String expected, Function<String, Optional<T>> reader) {
        return scalar(
                expected,
                text -> node instanceof ScalarNode scalar && scalar.isPlain() ? reader.apply(text) : Optional.empty());
    }

    /// A scalar that the reader understands.
    <T> Optional<T> scalar(String expected, Function<String, Optional<T>> reader) {
        if (node instanceof ScalarNode scalar && !isNull(scalar)) {
            var value = reader.apply(scalar.getValue());
            if (value.isPresent()) {
                return value;
            }
        }
        problem("expected " + expected);
        return Optional.empty();
    }

    private static boolean isNull(ScalarNode scalar) {
        String value = scalar.getValue();
        return value.isBlank() || (scalar.isPlain() && (value.equals("~") || value.equals("null")));
    }

    /// A CEL expression. Only a literal block keeps every character: elsewhere YAML takes `#`, `!`, quotes and braces
    /// for itself.
    Optional<CelText> expression() {
        if (node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.LITERAL
                && !scalar.getValue().isBlank()
                && BLOCK_HEADER.matcher(header()).matches()) {
            return Optional.of(new CelText(scalar.getValue().stripTrailing(), firstColumn(), log));
        }
        problem("expected an expression as literal block: '|' and the expression on the next, indented line");
        return Optional.empty();
    }

    private String header() {
        return node.getStartMark().map(mark -> {
            String line = file.line(mark.getLine() + 1);
            return line.substring(line.offsetByCodePoints(0, mark.getColumn()));
        }).orElse("");
    }

    /// The line of the `|` and the column after the indentation, which the first line that is not blank sets.
    private Problem firstColumn() {
        int line = problemAt(node, "").line();
        int next = line + 1;
        while (file.line(next).isBlank()) {
            next++;
        }
        String first = file.line(next);
        return new Problem(file.path(), line, 1 + first.length() - first.stripLeading().length(), path, "");
    }
}
