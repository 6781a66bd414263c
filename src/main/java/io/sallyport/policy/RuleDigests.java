package io.sallyport.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// What the rules of a bundle say, as digests of their values: neither comments nor layout matter. Of a bundle that does
/// not load it tells what can be read.
final class RuleDigests {

    private RuleDigests() {}

    /// SHA-256 of each rule by `file#rule`.
    static Map<String, String> of(PolicyFiles files) {
        var digests = new TreeMap<String, String>();
        var ignored = new ProblemLog();
        files.texts(ignored).forEach(file -> rules(file, ignored).forEach(rule -> id(rule).ifPresent(
                id -> digests.put(new RuleReference(file.baseName(), id).toString(), digest(rule.node())))));
        return digests;
    }

    private static List<YamlNode> rules(PolicyFile file, ProblemLog log) {
        return YamlFile.parse(file, log)
                .flatMap(root -> entry(root, "spec"))
                .flatMap(spec -> entry(spec, "rules"))
                .map(YamlNode::items)
                .orElse(List.of());
    }

    private static Optional<String> id(YamlNode rule) {
        return entry(rule, "id").flatMap(YamlNode::text);
    }

    private static Optional<YamlNode> entry(YamlNode node, String key) {
        return Optional.ofNullable(node.entries().get(key));
    }

    private static String digest(Node node) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            add(sha256, node);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /// Every value is preceded by its kind and size, so that no two trees look alike.
    private static void add(MessageDigest sha256, Node node) {
        switch (node) {
            case ScalarNode scalar -> {
                add(sha256, 's', scalar.getValue().length());
                sha256.update(scalar.getValue().getBytes(UTF_8));
            }
            case SequenceNode sequence -> {
                add(sha256, 'l', sequence.getValue().size());
                sequence.getValue().forEach(each -> add(sha256, each));
            }
            case MappingNode mapping -> {
                add(sha256, 'm', mapping.getValue().size());
                mapping.getValue().forEach(entry -> {
                    add(sha256, entry.getKeyNode());
                    add(sha256, entry.getValueNode());
                });
            }
            default -> add(sha256, 'x', 0);
        }
    }

    private static void add(MessageDigest sha256, char kind, int size) {
        sha256.update("%c%d:".formatted(kind, size).getBytes(UTF_8));
    }
}
