package io.sallyport.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.audit.BundleDifference;
import io.sallyport.audit.SubjectReference;

/// A publication as it is kept.
final class PublicationJson {

    private PublicationJson() {}

    static ObjectNode write(Publication publication) {
        var json = JsonMapper.shared().createObjectNode()
                .put("revision", publication.revision().value())
                .put("at", publication.at().toString());
        publication.by().ifPresent(by -> json.put("by", by.value()));
        var difference = publication.difference();
        difference.from().ifPresent(from -> json.put("from", from));
        texts(json, "filesAdded", difference.filesAdded());
        texts(json, "filesChanged", difference.filesChanged());
        texts(json, "filesRemoved", difference.filesRemoved());
        texts(json, "rulesAdded", difference.rulesAdded());
        texts(json, "rulesChanged", difference.rulesChanged());
        texts(json, "rulesRemoved", difference.rulesRemoved());
        return json.put("omitted", difference.omitted());
    }

    /// @throws IllegalArgumentException when it is not as it was written
    static Publication read(JsonNode json) {
        var difference = new BundleDifference(
                text(json, "from"),
                texts(json, "filesAdded"),
                texts(json, "filesChanged"),
                texts(json, "filesRemoved"),
                texts(json, "rulesAdded"),
                texts(json, "rulesChanged"),
                texts(json, "rulesRemoved"),
                json.path("omitted").asInt(0));
        return new Publication(
                new PolicyRevision(json.path("revision").asString("")),
                Instant.parse(json.path("at").asString("")),
                text(json, "by").flatMap(SubjectReference::parse),
                difference);
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.has(name) ? Optional.of(json.path(name).asString("")) : Optional.empty();
    }

    private static List<String> texts(JsonNode json, String name) {
        return json.path(name).valueStream().map(each -> each.asString("")).toList();
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        texts.forEach(json.putArray(name)::add);
    }
}
