package io.sallyport.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

import dev.cel.parser.CelUnparserFactory;

/// What two bundles have that differs, without layout and comments.
final class Changes {

    static final String VOCABULARY = "vocabulary";
    static final String MODEL = "model ";

    private Changes() {}

    static List<PolicyChange> between(RuleBook before, RuleBook after) {
        var changes = new ArrayList<PolicyChange>();
        var earlier = parts(before);
        var later = parts(after);
        var names = new TreeSet<>(earlier.keySet());
        names.addAll(later.keySet());
        for (var name : names) {
            kind(Optional.ofNullable(earlier.get(name)), Optional.ofNullable(later.get(name)))
                    .ifPresent(kind -> changes.add(new PolicyChange(name, kind, Optional.empty())));
        }
        return changes;
    }

    private static Optional<PolicyChange.Kind> kind(Optional<Part> before, Optional<Part> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.of(before.isEmpty() ? PolicyChange.Kind.ADDED : PolicyChange.Kind.REMOVED);
        }
        if (!before.get().decides.equals(after.get().decides)) {
            return Optional.of(PolicyChange.Kind.CHANGED);
        }
        return Objects.equals(before.get().words, after.get().words)
                ? Optional.empty()
                : Optional.of(PolicyChange.Kind.REWORDED);
    }

    /// @param decides what decisions depend on
    /// @param words   what they do not depend on
    private record Part(Object decides, String words) {}

    private static Map<String, Part> parts(RuleBook book) {
        var parts = new LinkedHashMap<String, Part>();
        parts.put(VOCABULARY, new Part(book.vocabulary(), ""));
        book.models().forEach((id, model) -> parts.put(MODEL + id, new Part(model, "")));
        book.request().rules().forEach(rule -> add(parts, "request", rule));
        book.retrieval().rules().forEach(rule -> add(parts, "retrieval", rule.rule()));
        book.model().rules().forEach(rule -> add(parts, "model", rule.rule()));
        book.obligations().forEach(
                rule -> parts.put(rule.reference().toString(),
                        new Part(List.of(text(rule.when()), rule.obligations()), rule.reason())));
        return parts;
    }

    private static void add(Map<String, Part> parts, String stage, Rule rule) {
        parts.put(rule.reference().toString(),
                new Part(List.of(stage, rule.effect(), text(rule.when())), rule.reason()));
    }

    private static String text(Expression rule) {
        return CelUnparserFactory.newUnparser().unparse(rule.tree());
    }
}
