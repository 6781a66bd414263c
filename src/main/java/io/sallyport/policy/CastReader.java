package io.sallyport.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.sallyport.document.Acl;
import io.sallyport.document.Document;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.Principal;
import io.sallyport.identity.ClientId;

/// Reads the subjects and documents of a `PolicyTest` in the words of the vocabulary.
final class CastReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
    private static final int MOST = 200;
    private static final String ACL = "acl";

    private final Vocabulary vocabulary;
    private final ValueReader values;
    private final Supposed supposed;
    private final Instant now;

    CastReader(Vocabulary vocabulary, Instant now) {
        this.vocabulary = vocabulary;
        this.values = new ValueReader(vocabulary.schema().levels());
        this.supposed = new Supposed(vocabulary);
        this.now = now;
    }

    Map<String, Attributes> subjects(YamlNode node) {
        return named(node, this::subject);
    }

    Map<String, Document> documents(YamlNode node) {
        return named(node, this::document);
    }

    private static <T> Map<String, T> named(YamlNode node, Function<Map.Entry<String, YamlNode>, Optional<T>> reader) {
        var entries = node.entries();
        if (entries.size() > MOST) {
            node.problem("expected at most %d".formatted(MOST));
            return Map.of();
        }
        var all = new LinkedHashMap<String, T>();
        entries.entrySet().forEach(entry -> {
            if (!NAME.matcher(entry.getKey()).matches()) {
                entry.getValue().problemOfKey("expected a name that matches " + NAME.pattern());
            }
            reader.apply(entry).ifPresent(read -> all.put(entry.getKey(), read));
        });
        return all;
    }

    private Optional<Attributes> subject(Map.Entry<String, YamlNode> entry) {
        var fields = vocabulary.subject().stream().collect(Collectors.toMap(SubjectField::name, field -> field));
        var allowed = new LinkedHashSet<>(fields.keySet());
        allowed.addAll(Supposed.FOR_ACLS);
        var attributes = new LinkedHashMap<String, Object>();
        entry.getValue().entries(allowed).forEach((name, node) -> {
            var type = fields.containsKey(name)
                    ? Objects.requireNonNull(fields.get(name)).type()
                    : FieldType.STRING_LIST;
            if (allowed.contains(name)) {
                values.value(node, type).ifPresent(value -> attributes.put(name, value));
                Optional.ofNullable(fields.get(name)).ifPresent(field -> checkSize(node, field, attributes));
            }
        });
        reportSharedClaims(entry.getValue(), attributes);
        return sound(
                entry.getValue(),
                () -> supposed.subject(entry.getKey(), attributes, new ClientId("test")))
                .map(subject -> new Attributes(entry.getKey(), attributes));
    }

    private static void checkSize(YamlNode node, SubjectField field, Map<String, Object> attributes) {
        if (attributes.get(field.name()) instanceof List<?> list && list.size() > field.maxItems()) {
            node.problem("expected at most %,d elements".formatted(field.maxItems()));
        }
    }

    /// Fields of one claim cannot differ in a real subject.
    private void reportSharedClaims(YamlNode node, Map<String, Object> attributes) {
        var first = new HashMap<String, SubjectField>();
        for (var field : vocabulary.subject()) {
            var earlier = Optional.ofNullable(first.putIfAbsent(field.claim(), field));
            earlier.filter(other -> !Objects.equals(attributes.get(other.name()), attributes.get(field.name())))
                    .ifPresent(
                            other -> node.problem(
                                    "'%s' and '%s' come from one claim; expected the same value"
                                            .formatted(other.name(), field.name())));
        }
    }

    private Optional<Document> document(Map.Entry<String, YamlNode> entry) {
        var fields = vocabulary.schema().fields();
        var allowed = new ArrayList<>(fields.keySet());
        allowed.add(ACL);
        var entries = entry.getValue().entries(allowed);
        var attributes = new LinkedHashMap<String, Object>();
        entries.forEach(
                (name, node) -> Optional.<Field>ofNullable(fields.get(name))
                        .filter(field -> !name.equals(ACL))
                        .flatMap(field -> values.value(node, field.type()))
                        .ifPresent(value -> attributes.put(name, value)));
        var acl = Optional.ofNullable(entries.get(ACL))
                .map(CastReader::acl)
                .orElse(new Acl(Set.of(Principal.EVERYONE), Set.of()));
        return sound(entry.getValue(), () -> supposed.document(entry.getKey(), attributes, acl, now));
    }

    private static Acl acl(YamlNode node) {
        var entries = node.entries(List.of("allow", "deny"));
        return new Acl(
                node.require(entries, "allow").map(CastReader::principals).orElse(Set.of()),
                Optional.ofNullable(entries.get("deny")).map(CastReader::principals).orElse(Set.of()));
    }

    private static Set<Principal> principals(YamlNode node) {
        var principals = new LinkedHashSet<Principal>();
        node.items().forEach(
                item -> item.scalar("user:…, group:…, role:… or everyone", Principal::parse)
                        .ifPresent(principals::add));
        return principals;
    }

    /// What the constructors of real subjects and documents refuse, no test can have.
    private static <T> Optional<T> sound(YamlNode node, Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (IllegalArgumentException unsound) {
            node.problem("not possible: " + unsound.getMessage());
            return Optional.empty();
        }
    }
}
