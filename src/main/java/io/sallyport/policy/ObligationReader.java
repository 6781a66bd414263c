package io.sallyport.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.sallyport.redaction.EntityType;
import io.sallyport.redaction.Treatment;

/// Reads what an obligation rule applies. An obligation that nobody carries out, and an entity type that nobody
/// detects, is a problem: a promise the gateway would silently break.
final class ObligationReader {

    private static final int MOST = 1_000_000;
    private static final List<String> HANDLED = List.of("redact", "citations", "limits");
    private static final Set<String> WITHOUT_HANDLER = Set.of("retention");
    static final List<String> TREATMENTS = List.of("remove", "mask", "pseudonym", "keep");

    private final EntityNames entities;

    ObligationReader(EntityNames entities) {
        this.entities = entities;
    }

    List<Obligation> read(YamlNode apply) {
        var obligations = new ArrayList<Obligation>();
        var entries = apply.entries();
        if (entries.isEmpty()) {
            apply.problem("expected at least one of " + String.join(", ", HANDLED));
        }
        entries.forEach((name, node) -> obligation(name, node).ifPresent(obligations::add));
        return obligations;
    }

    private Optional<Obligation> obligation(String name, YamlNode node) {
        return switch (name) {
            case "redact" -> redact(node);
            case "citations" -> citations(node);
            case "limits" -> limits(node);
            default -> {
                node.problemOfKey(
                        WITHOUT_HANDLER.contains(name)
                                ? "no handler for obligation '%s'".formatted(name)
                                : "unknown key '%s'%s".formatted(name, Suggestion.of(name, HANDLED)));
                yield Optional.empty();
            }
        };
    }

    private Optional<Obligation> redact(YamlNode node) {
        var entries = node.entries(List.of("entities", "treatment", "restore", "keepLast"));
        var types = node.require(entries, "entities").map(this::entities).orElse(Set.of());
        var treatment = node.require(entries, "treatment").flatMap(kind -> treatment(kind, entries));
        return treatment.filter(known -> !types.isEmpty()).map(known -> new Obligation.Redact(types, known));
    }

    private Set<EntityType> entities(YamlNode node) {
        var types = new HashSet<EntityType>();
        var items = node.items();
        if (items.isEmpty()) {
            node.problem("expected at least one entity type or group");
        }
        for (var item : items) {
            item.text().ifPresent(name -> entities.named(name).ifPresentOrElse(types::addAll, () -> item.problem(
                    "no detector for '%s'%s".formatted(name, Suggestion.of(name, entities.names())))));
        }
        return types;
    }

    private static Optional<Treatment> treatment(YamlNode node, Map<String, YamlNode> entries) {
        var word = node.word(TREATMENTS).orElse("");
        reject(entries, "restore", word, "pseudonym");
        reject(entries, "keepLast", word, "mask");
        return switch (word) {
            case "remove" -> Optional.of(new Treatment.Remove());
            case "mask" -> Optional.of(new Treatment.Mask(keepLast(entries)));
            case "pseudonym" -> Optional.of(new Treatment.Pseudonym(restore(entries)));
            case "keep" -> Optional.of(new Treatment.Keep());
            default -> Optional.empty();
        };
    }

    /// The word that asks for a treatment.
    static String word(Treatment treatment) {
        return switch (treatment) {
            case Treatment.Remove() -> "remove";
            case Treatment.Mask(_) -> "mask";
            case Treatment.Pseudonym(_) -> "pseudonym";
            case Treatment.Keep() -> "keep";
        };
    }

    private static void reject(Map<String, YamlNode> entries, String key, String treatment, String only) {
        if (!treatment.equals(only) && !treatment.isEmpty()) {
            Optional.ofNullable(entries.get(key))
                    .ifPresent(node -> node.problemOfKey("%s is for treatment %s only".formatted(key, only)));
        }
    }

    private static int keepLast(Map<String, YamlNode> entries) {
        return Optional.ofNullable(entries.get("keepLast"))
                .flatMap(node -> node.number(0, Treatment.Mask.MOST))
                .orElse(0);
    }

    private static Treatment.Restore restore(Map<String, YamlNode> entries) {
        return Optional.ofNullable(entries.get("restore"))
                .flatMap(node -> node.word(List.of("subject", "nobody")))
                .filter("subject"::equals)
                .map(subject -> Treatment.Restore.SUBJECT)
                .orElse(Treatment.Restore.NOBODY);
    }

    private static Optional<Obligation> citations(YamlNode node) {
        return node.require(node.entries(List.of("minimum")), "minimum")
                .flatMap(minimum -> minimum.number(1, 100))
                .map(Obligation.Citations::new);
    }

    private static Optional<Obligation> limits(YamlNode node) {
        var entries = node.entries(List.of("requestsPerMinute", "maxDocuments"));
        if (entries.isEmpty()) {
            node.problem("expected requestsPerMinute or maxDocuments");
        }
        return Optional.of(new Obligation.Limits(limit(entries, "requestsPerMinute"), limit(entries, "maxDocuments")));
    }

    private static OptionalInt limit(Map<String, YamlNode> entries, String name) {
        return Optional.ofNullable(entries.get(name))
                .flatMap(node -> node.number(1, MOST))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }
}
