package io.sallyport.api.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.api.Fields;
import io.sallyport.api.Malformed;
import io.sallyport.policy.PolicyDirectory;
import io.sallyport.policy.PolicyFiles;

/// The bundle that a body proposes: its files laid over those of the policy folder, or alone.
final class Candidates {

    private static final int MOST_FILES = 1_000;

    private Candidates() {}

    /// Reads `files` and `alone`.
    ///
    /// @throws Malformed when a name, or what stands at it, is no policy file
    static PolicyFiles read(Fields fields, Supplier<PolicyFiles> folder) {
        var files = fields.node("files")
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .filter(given -> given.size() <= MOST_FILES)
                .orElseThrow(() -> Malformed.field("files", "must be an object of at most 1,000 files: name to text"));
        var candidate = fields.flag("alone") ? PolicyFiles.of("policies", Map.of()) : folder.get();
        for (var file : files.properties()) {
            candidate = with(candidate, file.getKey(), file.getValue());
        }
        return candidate;
    }

    private static PolicyFiles with(PolicyFiles files, String name, JsonNode text) {
        if (!PolicyDirectory.isName(name)) {
            throw Malformed.field("files", "holds a name that is none of a policy file");
        }
        if (text.isNull()) {
            return files.without(name);
        }
        byte[] content = text.asString("").getBytes(UTF_8);
        if (!text.isString() || content.length > PolicyFiles.MOST_BYTES) {
            throw Malformed.field("files", "must hold texts of at most 1 MiB, or null for a file that goes");
        }
        return files.with(name, content);
    }
}
