package io.sallyport.policy;

import java.util.Optional;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Parses a policy file: one YAML document without anchors, aliases and tags, which would let a value come from
/// elsewhere than where it is read.
final class YamlFile {

    private static final int DEEPEST = 32;
    private static final int MOST_CHARACTERS = 256 * 1024;

    private final PolicyFile file;
    private final ProblemLog log;
    private final LoadSettings settings;
    private int documents;
    private int depth;
    private boolean plain = true;

    private YamlFile(PolicyFile file, ProblemLog log) {
        this.file = file;
        this.log = log;
        this.settings = LoadSettings.builder()
                .setLabel(file.path())
                .setUseMarks(true)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
    }

    /// The root of the document, absent after reporting why there is none.
    static Optional<YamlNode> parse(PolicyFile file, ProblemLog log) {
        return new YamlFile(file, log).parse();
    }

    private Optional<YamlNode> parse() {
        try {
            checkEvents();
            return plain ? compose() : Optional.empty();
        } catch (MarkedYamlEngineException malformed) {
            report(malformed);
        } catch (YamlEngineException malformed) {
            log.add(
                    new Problem(
                            file.path(),
                            0,
                            0,
                            "",
                            file.text().length() > MOST_CHARACTERS
                                    ? "is larger than %,d characters".formatted(MOST_CHARACTERS)
                                    : "is no YAML; expected keys that are words"));
        }
        return Optional.empty();
    }

    /// Stops at the first thing that is nested too deeply: reading on costs the square of the depth.
    private void checkEvents() {
        for (var event : new Parse(settings).parseString(file.text())) {
            check(event);
            if (depth == DEEPEST) {
                return;
            }
        }
    }

    private Optional<YamlNode> compose() {
        var root = new Compose(settings).composeString(file.text());
        if (root.isEmpty()) {
            log.add(new Problem(file.path(), 0, 0, "", "is empty; expected one policy document"));
        }
        return root.map(node -> YamlNode.root(file, node, log));
    }

    private void check(Event event) {
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            refuse(event, "expected one document in a file");
        }
        if (event instanceof CollectionStartEvent && ++depth == DEEPEST) {
            refuse(event, "is nested deeper than any policy document");
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        if (event instanceof AliasEvent) {
            refuse(event, "aliases are not allowed; write the value again");
        } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            refuse(event, "anchors are not allowed");
        }
        if (event instanceof ScalarEvent scalar && scalar.getTag().isPresent()
                || event instanceof CollectionStartEvent collection && collection.getTag().isPresent()) {
            refuse(event, "tags are not allowed; quote a text that starts with '!'");
        }
    }

    private void refuse(Event event, String message) {
        plain = false;
        var mark = event.getStartMark();
        log.add(
                mark.map(place -> new Problem(file.path(), place.getLine() + 1, place.getColumn() + 1, "", message))
                        .orElseGet(() -> new Problem(file.path(), 0, 0, "", message)));
    }

    private void report(MarkedYamlEngineException malformed) {
        String problem = Optional.ofNullable(malformed.getProblem()).flatMap(text -> text.lines().findFirst())
                .orElse("malformed");
        String message = "not YAML: " + (problem.contains("TAB") ? "a tab; indent with blanks" : problem);
        log.add(
                malformed.getProblemMark()
                        .map(mark -> new Problem(file.path(), mark.getLine() + 1, mark.getColumn() + 1, "", message))
                        .orElseGet(() -> new Problem(file.path(), 0, 0, "", message)));
    }
}
