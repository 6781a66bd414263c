package io.sallyport.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import io.sallyport.audit.DecidedRequest.Outcome;

/// Reads entries of decisions back.
final class DecisionJson {

    private DecisionJson() {}

    /// Whether an entry says what policy saw.
    static boolean has(JsonNode entry) {
        for (JsonNode body : entry.path("bodies")) {
            if (body.path("part").asString("").equals(Body.Part.ATTRIBUTES.wire())) {
                return entry.has("route");
            }
        }
        return false;
    }

    /// The request that an entry begins, if it begins one.
    static Optional<RequestId> begun(JsonNode entry) {
        return entry.path("kind").asString("").equals("Received")
                ? Optional.of(new RequestId(ContextJson.text(entry, "request")))
                : Optional.empty();
    }

    static DecidedRequest read(AuditEntry entry) {
        JsonNode json = Json.read(entry.bytes());
        RequestContext context = ContextJson.read(json);
        return new DecidedRequest(entry.position(), Instant.parse(ContextJson.text(json, "at")), context.request(),
                context.tenant(), context.subject(), context.client(), context.route(), outcome(json), input(entry));
    }

    private static Optional<PolicyInput> input(AuditEntry entry) {
        return entry.bodies().stream().filter(body -> body.part().equals(Body.Part.ATTRIBUTES.wire()))
                .flatMap(body -> body.text().stream()).findFirst().flatMap(DecisionJson::readable);
    }

    /// What a text says, unless another version wrote it in another way.
    private static Optional<PolicyInput> readable(String text) {
        try {
            return Optional.of(PolicyInput.read(text));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Outcome outcome(JsonNode json) {
        if (json.path("kind").asString("").equals("Refused")) {
            return new Outcome.Refused(ContextJson.text(json, "reason"), optional(json, "rule"),
                    optional(json, "revision"));
        }
        List<DocumentReference> documents = new ArrayList<>();
        json.path("documents").forEach(document -> documents.add(document(document)));
        return new Outcome.Permitted(basis(json), documents);
    }

    private static Optional<PolicyBasis> basis(JsonNode json) {
        return optional(json, "revision").map(revision -> new PolicyBasis(revision, Json.texts(json, "rules"),
                Json.texts(json, "obligations"), json.path("breakGlass").asBoolean(false)));
    }

    private static DocumentReference document(JsonNode json) {
        List<Integer> chunks = new ArrayList<>();
        json.path("chunks").forEach(chunk -> chunks.add(chunk.asInt()));
        return new DocumentReference(ContextJson.text(json, "tenant"), ContextJson.text(json, "collection"),
                ContextJson.text(json, "id"), ContextJson.text(json, "version"),
                ContextJson.text(json, "classification"), ContextJson.text(json, "aclDigest"), chunks);
    }

    private static Optional<String> optional(JsonNode json, String member) {
        return Optional.ofNullable(json.get(member)).map(JsonNode::asString);
    }
}
