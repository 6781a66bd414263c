package io.sallyport.audit;

import java.util.Optional;

import tools.jackson.databind.JsonNode;

/// The members every entry of a request repeats, and a head lists for each open request.
final class ContextJson {

    private ContextJson() {}

    static void write(JsonFields json, RequestContext context) {
        json.text("request", context.request().value()).text("trace", context.trace())
                .text("claimedTrace", context.claimedTrace()).text("tenant", context.tenant())
                .text("subject", context.subject().value()).text("client", context.client())
                .text("route", context.route());
    }

    static RequestContext read(JsonNode json) {
        return new RequestContext(new RequestId(text(json, "request")), text(json, "trace"),
                Optional.ofNullable(json.get("claimedTrace")).map(JsonNode::asString), text(json, "tenant"),
                new SubjectReference(text(json, "subject")), text(json, "client"), text(json, "route"));
    }

    static String text(JsonNode json, String member) {
        return json.required(member).asString();
    }
}
