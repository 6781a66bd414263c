package io.sallyport.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the rules of a policy file. A rule with a problem is read on with a placeholder, so that its expression is
/// checked as well; nothing read from a folder with a problem is ever used.
final class RuleReader {

    static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    static final int LONGEST_REASON = 200;
    static final int MOST_RULES = 500;
    private static final String UNREADABLE = "?";

    private final PolicyFile file;
    private final Optional<ObligationReader> obligations;
    private final Map<String, Integer> linesOfIds = new HashMap<>();

    private RuleReader(PolicyFile file, Optional<ObligationReader> obligations) {
        this.file = file;
        this.obligations = obligations;
    }

    /// Rules with an effect.
    static List<RuleText> read(PolicyFile file, YamlNode rules) {
        return new RuleReader(file, Optional.empty()).rules(rules);
    }

    /// Rules that apply obligations.
    static List<RuleText> read(PolicyFile file, YamlNode rules, ObligationReader obligations) {
        return new RuleReader(file, Optional.of(obligations)).rules(rules);
    }

    private List<RuleText> rules(YamlNode list) {
        var rules = new ArrayList<RuleText>();
        var items = list.items();
        if (items.size() > MOST_RULES) {
            list.problem("expected at most %d rules in a file".formatted(MOST_RULES));
            return rules;
        }
        items.forEach(item -> rule(item).ifPresent(rules::add));
        return rules;
    }

    private Optional<RuleText> rule(YamlNode node) {
        String payload = obligations.isPresent() ? "apply" : "effect";
        var entries = node.entries(keys(payload));
        var id = node.require(entries, "id").flatMap(this::id).orElse(UNREADABLE);
        var reason = node.require(entries, "reason").flatMap(RuleReader::reason).orElse(UNREADABLE);
        var effect = Effect.DENY;
        List<Obligation> applied = List.of();
        var value = node.require(entries, payload);
        if (value.isPresent() && obligations.isPresent()) {
            applied = obligations.get().read(value.get());
        } else if (value.isPresent()) {
            effect = value.get().word(Effect.words()).flatMap(Effect::named).orElse(effect);
        }
        return complete(
                node.require(entries, "when").flatMap(YamlNode::expression),
                new RuleReference(file.baseName(), id),
                effect,
                reason,
                applied);
    }

    /// The keys of a rule, all of them required.
    ///
    /// @param payload `effect` or `apply`
    static List<String> keys(String payload) {
        return List.of("id", payload, "reason", "when");
    }

    private static Optional<RuleText> complete(
            Optional<CelText> when,
            RuleReference reference,
            Effect effect,
            String reason,
            List<Obligation> applied) {
        return when.map(expression -> new RuleText(reference, effect, reason, expression, applied));
    }

    private Optional<String> id(YamlNode node) {
        var id = node.text(ID);
        id.flatMap(name -> Optional.ofNullable(linesOfIds.putIfAbsent(name, node.line())))
                .ifPresent(line -> node.problem("duplicate rule id '%s' (first at line %d)".formatted(id.get(), line)));
        return id;
    }

    private static Optional<String> reason(YamlNode node) {
        return node.scalar(
                "a reason of up to %d characters".formatted(LONGEST_REASON),
                text -> Optional.of(text.strip()).filter(reason -> reason.length() <= LONGEST_REASON));
    }
}
