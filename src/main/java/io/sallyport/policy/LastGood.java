package io.sallyport.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the bundle in force beside the data, for a restart while the policy folder does not load, and the list of the
/// revisions that were in force. Both are small JSON files that appear whole or not at all.
final class LastGood {

    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_REVISIONS = 200;
    private static final int SCHEMA = 1;

    private final Path bundle;
    private final Path revisions;
    private volatile boolean kept = true;

    LastGood(Path folder) {
        this.bundle = folder.resolve("last-good.json");
        this.revisions = folder.resolve("revisions.json");
    }

    /// The bundle that was kept; absent when there is none, or it is not what was written.
    Optional<PolicyFiles> files() {
        return read(bundle).flatMap(this::files);
    }

    /// The revisions that were in force, the newest first; at most 200.
    List<Publication> publications() {
        var publications = new ArrayList<Publication>();
        try {
            read(revisions).ifPresent(json -> json.path("revisions")
                    .forEach(each -> publications.add(PublicationJson.read(each))));
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException damaged) {
            LOG.warn("{} is damaged and read up to there", revisions);
        }
        return publications;
    }

    /// Whether the last attempt to keep a bundle succeeded.
    boolean isKept() {
        return kept;
    }

    /// Keeps a bundle. A fault is logged and told by [#isKept]: the bundle is in force all the same.
    void keep(PolicyFiles files, Publication publication) {
        try {
            var earlier = publications();
            if (earlier.isEmpty() || !earlier.getFirst().revision().equals(publication.revision())) {
                earlier.addFirst(publication);
            }
            DurableFile.write(bundle, json(files));
            DurableFile.write(revisions, json(earlier.subList(0, Math.min(earlier.size(), MOST_REVISIONS))));
            kept = true;
        } catch (IOException failed) {
            kept = false;
            LOG.error("the policy bundle in force cannot be kept at {} (property sallyport.policies.last-good): {}",
                    bundle, failed.getClass().getSimpleName());
        }
    }

    private Optional<JsonNode> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readTree(Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException | JacksonException damaged) {
            LOG.warn("{} cannot be read: {}", file, damaged.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private Optional<PolicyFiles> files(JsonNode json) {
        var contents = new HashMap<String, byte[]>();
        json.path("files").properties()
                .forEach(file -> contents.put(file.getKey(), file.getValue().asString("").getBytes(UTF_8)));
        try {
            var files = PolicyFiles.of(bundle.toString(), contents);
            if (files.revision().value().equals(json.path("revision").asString(""))) {
                return Optional.of(files);
            }
        } catch (IllegalArgumentException noPolicyFile) {
            LOG.warn("{} names a file that is no policy file", bundle);
        }
        LOG.warn("{} does not hold the revision it says and is not used", bundle);
        return Optional.empty();
    }

    private static byte[] json(PolicyFiles files) {
        var json = JSON.createObjectNode().put("schema", SCHEMA).put("revision", files.revision().value());
        var texts = json.putObject("files");
        files.paths().forEach(path -> texts.put(path, new String(files.content(path).orElseThrow(), UTF_8)));
        return JSON.writeValueAsBytes(json);
    }

    private static byte[] json(List<Publication> publications) {
        var json = JSON.createObjectNode().put("schema", SCHEMA);
        var list = json.putArray("revisions");
        publications.forEach(each -> list.add(PublicationJson.write(each)));
        return JSON.writeValueAsBytes(json);
    }
}
