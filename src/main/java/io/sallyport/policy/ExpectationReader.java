package io.sallyport.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import io.sallyport.policy.Expectation.Stated;
import io.sallyport.redaction.EntityType;

/// Reads what a case expects.
final class ExpectationReader {

    private static final List<String> OF_A_PERMIT = List.of("documents", "redact", "citations", "limits");
    private static final List<String> OF_BOTH = List.of("request", "rule");
    private static final int MOST = 1_000_000;

    private final RuleBook book;
    private final EntityNames entities;
    private final boolean whole;

    ExpectationReader(RuleBook book, EntityNames entities, boolean whole) {
        this.book = book;
        this.entities = entities;
        this.whole = whole;
    }

    /// @param documents the names that may be expected
    Optional<Expectation> read(YamlNode node, Set<String> documents) {
        var keys = new LinkedHashSet<>(OF_BOTH);
        keys.addAll(OF_A_PERMIT);
        var entries = node.entries(keys);
        var request = node.require(entries, "request")
                .flatMap(entry -> entry.word(Effect.words()).map(word -> stated(entry, word.equals("allow"))));
        if (request.isPresent() && !request.get().value()) {
            OF_A_PERMIT.forEach(key -> Optional.ofNullable(entries.get(key))
                    .ifPresent(entry -> entry.problemOfKey("%s is for request: allow only".formatted(key))));
        }
        var limits = Optional.ofNullable(entries.get("limits"))
                .map(entry -> entry.entries(List.of("requestsPerMinute", "maxDocuments")))
                .orElse(Map.of());
        return request.map(
                known -> new Expectation(
                        known,
                        stated(entries, "rule", this::rule),
                        stated(entries, "documents", entry -> Optional.of(names(entry, documents))),
                        stated(entries, "redact", entry -> Optional.of(redact(entry))),
                        stated(entries, "citations", entry -> entry.number(0, 100)),
                        stated(limits, "requestsPerMinute", entry -> entry.number(1, MOST)),
                        stated(limits, "maxDocuments", entry -> entry.number(1, MOST))));
    }

    private static <T> Optional<Stated<T>> stated(
            Map<String, YamlNode> entries, String key, Function<YamlNode, Optional<T>> reader) {
        return Optional.ofNullable(entries.get(key))
                .flatMap(node -> reader.apply(node).map(value -> stated(node, value)));
    }

    private static <T> Stated<T> stated(YamlNode node, T value) {
        return new Stated<>(node, value);
    }

    private Optional<String> rule(YamlNode node) {
        var known = new TreeMap<String, String>();
        book.references().forEach(rule -> {
            known.put(rule.rule(), rule.rule());
            known.put(rule.toString(), rule.toString());
        });
        return whole ? TestReader.known(node, "rule", known) : node.text();
    }

    private static Set<String> names(YamlNode node, Set<String> documents) {
        var known = new TreeMap<String, String>();
        documents.forEach(name -> known.put(name, name));
        var names = new TreeSet<String>();
        node.items().forEach(item -> TestReader.known(item, "document", known).ifPresent(names::add));
        return names;
    }

    /// A list of entity types and groups, or a mapping from these to treatments.
    private Map<EntityType, String> redact(YamlNode node) {
        var expected = new TreeMap<EntityType, String>();
        if (node.isList()) {
            node.items().forEach(item -> item.text().ifPresent(name -> expect(expected, item, name, "")));
        } else {
            node.entries().forEach(
                    (name, entry) -> entry.word(ObligationReader.TREATMENTS)
                            .ifPresent(treatment -> expect(expected, entry, name, treatment)));
        }
        return expected;
    }

    private void expect(Map<EntityType, String> expected, YamlNode node, String name, String treatment) {
        entities.named(name).ifPresentOrElse(
                types -> types.forEach(type -> expected.put(type, treatment)),
                () -> node.problemOfKey(
                        "no detector for '%s'%s".formatted(name, Suggestion.of(name, entities.names()))));
    }
}
