package io.sallyport.api.documents;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import io.sallyport.api.Fields;
import io.sallyport.api.JsonValues;
import io.sallyport.api.Malformed;
import io.sallyport.ingest.AclDraft;
import io.sallyport.ingest.Draft;

/// Reads documents and ACLs as content owners write them; what they mean is checked later, all at once.
final class Drafts {

    private static final int LONGEST_TEXT = 4 * 1024 * 1024;
    private static final int LONGEST_LINE = 4_000;
    private static final int MOST_PRINCIPALS = 10_000;

    private Drafts() {}

    /// @param known further fields allowed beside a document's own
    static Draft draft(ObjectNode body, String... known) {
        var fields = new Fields(body);
        fields.only(concat(
                known, "title", "uri", "text", "classification", "acl", "attributes", "updated_at"));
        return new Draft(
                fields.text("title", LONGEST_LINE),
                fields.text("uri", LONGEST_LINE),
                fields.text("text", LONGEST_TEXT),
                fields.text("classification", LONGEST_LINE),
                fields.node("acl").isPresent() ? Optional.of(acl(fields.object("acl"))) : Optional.empty(),
                attributes(fields),
                fields.text("updated_at", LONGEST_LINE));
    }

    static AclDraft acl(Fields acl) {
        acl.only("allow", "deny");
        return new AclDraft(
                acl.texts("allow", MOST_PRINCIPALS, LONGEST_LINE)
                        .orElseThrow(() -> Malformed.field(acl.path("allow"), "must list who may read")),
                acl.texts("deny", MOST_PRINCIPALS, LONGEST_LINE).orElse(List.of()));
    }

    private static Map<String, Object> attributes(Fields fields) {
        var node = fields.node("attributes");
        if (node.isEmpty()) {
            return Map.of();
        }
        if (!(node.get() instanceof ObjectNode object)) {
            throw Malformed.field("attributes", "must be an object");
        }
        return JsonValues.of(object);
    }

    private static String[] concat(String[] more, String... known) {
        return java.util.stream.Stream.of(known, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }
}
