package io.sallyport.audit;

import java.util.Optional;

/// The own members of request events, listed one by one: what is not written here is not recorded.
final class RequestEventJson {

    private RequestEventJson() {}

    static void write(JsonFields json, RequestEvent event) {
        switch (event) {
            case Received received -> received(json, received);
            case Egressed egressed -> egressed(json, egressed);
            case Disclosed disclosed -> disclosed(json, disclosed);
            case Released released -> released(json, released);
            case Answered answered -> answered(json, answered);
            case Refused refused -> refused(json, refused);
            case Failed failed -> ended(json, failed.cause(), failed.tally());
            case Aborted aborted -> ended(json, aborted.cause(), aborted.tally());
        }
    }

    private static void received(JsonFields json, Received event) {
        AuthenticationFacts facts = event.authentication();
        json.text("purpose", event.purpose()).text("model", event.model()).texts("collections", event.collections())
                .flag("streamed", event.streamed()).number("bytes", event.bytes())
                .object("authentication", inner -> inner.texts("methods", facts.methods()).flag("mfa", facts.mfa())
                        .flag("delegated", facts.delegated()));
    }

    private static void egressed(JsonFields json, Egressed event) {
        ModelCall call = event.call();
        json.number("call", call.number()).name("operation", call.operation()).text("provider", call.provider())
                .text("model", call.model()).text("host", call.host());
        basis(json, event.basis());
        disclosure(json, event.disclosure());
        json.number("messages", call.messages()).number("characters", call.characters());
        call.temperature().ifPresent(value -> json.number("temperature", value));
        call.maxTokens().ifPresent(value -> json.number("maxTokens", value));
        json.texts("toolNames", call.toolNames());
    }

    private static void disclosed(JsonFields json, Disclosed event) {
        basis(json, event.basis());
        disclosure(json, event.disclosure());
    }

    private static void released(JsonFields json, Released event) {
        json.number("window", event.window()).text("channel", event.channel()).number("from", event.from())
                .number("to", event.to());
    }

    private static void answered(JsonFields json, Answered event) {
        tally(json, event.tally());
        json.text("finish", event.finish()).number("citations", event.citations());
        json.objects("redactions", event.redactions(), RequestEventJson::redaction);
    }

    private static void refused(JsonFields json, Refused event) {
        json.name("reason", event.reason()).text("rule", event.rule()).text("revision", event.revision());
    }

    private static void ended(JsonFields json, WireName cause, Optional<Tally> tally) {
        json.name("cause", cause);
        tally.ifPresent(known -> tally(json, known));
    }

    private static void basis(JsonFields json, PolicyBasis basis) {
        json.text("revision", basis.revision()).texts("rules", basis.rules())
                .texts("obligations", basis.obligations()).flag("breakGlass", basis.breakGlass());
    }

    private static void disclosure(JsonFields json, Disclosure disclosure) {
        json.objects("documents", disclosure.documents(), RequestEventJson::document)
                .texts("droppedAtRecheck", disclosure.droppedAtRecheck())
                .objects("redactions", disclosure.redactions(), RequestEventJson::redaction);
    }

    static void document(JsonFields json, DocumentReference document) {
        json.text("tenant", document.tenant()).text("collection", document.collection()).text("id", document.id())
                .text("version", document.version()).text("classification", document.classification())
                .text("aclDigest", document.aclDigest()).numbers("chunks", document.chunks());
    }

    private static void redaction(JsonFields json, RedactionCount count) {
        json.text("type", count.type()).text("treatment", count.treatment()).number("count", count.count());
    }

    private static void tally(JsonFields json, Tally tally) {
        json.number("calls", tally.calls()).number("windows", tally.windows()).number("bytes", tally.bytes());
        tally.usage().ifPresent(usage -> json.object("usage",
                inner -> inner.number("input", usage.input()).number("output", usage.output())));
        json.millis("duration", tally.duration());
    }
}
