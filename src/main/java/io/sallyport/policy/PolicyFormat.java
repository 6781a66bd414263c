package io.sallyport.policy;

import java.util.Optional;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Tidies the white space of policy files and nothing else: line ends, blanks at the end of lines, runs of empty lines,
/// the end of the file. Comments, order and layout stay. A file whose values would change by that, or that is no YAML, is
/// left as it is.
public final class PolicyFormat {

    private static final Pattern TRAILING = Pattern.compile("[ \\t]+$", Pattern.MULTILINE);
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
    private static final Pattern FIRST_LINES = Pattern.compile("\\A\\n+");
    private static final Pattern LAST_LINES = Pattern.compile("\\n*\\z");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private PolicyFormat() {}

    /// The tidy text; the same text when nothing is to do or nothing can be done safely.
    public static String format(String text) {
        String tidy = tidy(text);
        var before = meaning(text);
        return before.isPresent() && before.equals(meaning(tidy)) ? tidy : text;
    }

    private static String tidy(String text) {
        String lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).replace("\r\n", "\n");
        lines = TRAILING.matcher(lines).replaceAll("");
        lines = EMPTY_LINES.matcher(lines).replaceAll("\n\n");
        lines = FIRST_LINES.matcher(lines).replaceFirst("");
        return LAST_LINES.matcher(lines).replaceFirst("\n");
    }

    /// Every value of the file, expressions without the white space that CEL skips; empty when it is no YAML, or an
    /// expression holds a text over several lines, in which every blank counts.
    private static Optional<String> meaning(String text) {
        try {
            var settings = LoadSettings.builder().setMaxAliasesForCollections(0).setCodePointLimit(256 * 1024).build();
            return new Compose(settings).composeString(text).map(PolicyFormat::meaning)
                    .filter(meaning -> !meaning.contains("\"\"\"") && !meaning.contains("'''"));
        } catch (YamlEngineException malformed) {
            return Optional.empty();
        }
    }

    private static String meaning(Node node) {
        return switch (node) {
            case ScalarNode scalar -> "%s %s %s".formatted(scalar.getTag(), scalar.getScalarStyle(),
                    EMPTY_LINES.matcher(TRAILING.matcher(scalar.getValue()).replaceAll("")).replaceAll("\n\n"));
            case SequenceNode sequence -> sequence.getValue().stream().map(PolicyFormat::meaning).toList().toString();
            case MappingNode mapping -> mapping.getValue().stream()
                    .map(entry -> meaning(entry.getKeyNode()) + ": " + meaning(entry.getValueNode()))
                    .toList()
                    .toString();
            default -> node.toString();
        };
    }
}
