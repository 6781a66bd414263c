package io.sallyport.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The own members of operational events, listed one by one: what is not written here is not recorded.
final class OperationalEventJson {

    private OperationalEventJson() {}

    static void write(JsonFields json, OperationalEvent event) {
        switch (event) {
            case DocumentWritten written -> document(json, written.document(), written.oldAclDigest(), written.by());
            case DocumentDeleted deleted -> document(json, deleted.document(), Optional.empty(), deleted.by());
            case AclChanged changed ->
                document(json, changed.document(), Optional.of(changed.oldAclDigest()), changed.by());
            case PolicyPublished published -> policy(json, published.revision(), published.files(),
                    published.difference(), published.by());
            case PolicyRejected rejected -> {
                policy(json, rejected.revision(), rejected.files(), rejected.difference(), rejected.by());
                json.number("problems", rejected.problems()).texts("firstProblems", rejected.firstProblems());
            }
            case PolicyImpactRun run -> impact(json, run);
            case PolicyShadowDiffered differed -> shadow(json, differed);
            case DriftFound found -> drift(json, found);
            case AuditSearched searched -> searched(json, searched);
            case AuthenticationFailed failed -> sum(json, failed.reason(), failed.count(), failed.from(), failed.to());
            case AuditWasUnavailable was -> sum(json, was.reason(), was.count(), was.from(), was.to());
            case Started started ->
                json.text("version", started.version()).number("requestsClosed", started.requestsClosed());
            case Stopped stopped -> json.number("requestsClosed", stopped.requestsClosed());
            case Heartbeat beat ->
                json.number("openRequests", beat.openRequests()).number("spaceFree", beat.spaceFree());
            case TornTailRecovered torn -> json.text("segment", torn.segment()).number("offset", torn.offset())
                    .number("bytes", torn.bytes()).text("sha256", torn.sha256());
            case CapacityLow low -> capacity(json, low.spaceFree(), low.spaceNeeded());
            case CapacityRestored restored -> capacity(json, restored.spaceFree(), restored.spaceNeeded());
        }
    }

    private static void document(JsonFields json, DocumentReference document, Optional<String> oldAclDigest,
            SubjectReference by) {
        json.text("tenant", document.tenant()).text("by", by.value())
                .object("document", inner -> RequestEventJson.document(inner, document))
                .text("oldAclDigest", oldAclDigest);
    }

    private static void policy(JsonFields json, String revision, List<FileDigest> files, BundleDifference difference,
            Optional<SubjectReference> by) {
        json.text("revision", revision).text("by", by.map(SubjectReference::value)).objects("files", files,
                (inner, file) -> inner.text("file", file.file()).text("sha256", file.sha256()))
                .object("difference", inner -> difference(inner, difference));
    }

    private static void difference(JsonFields json, BundleDifference difference) {
        json.text("from", difference.from()).texts("filesAdded", difference.filesAdded())
                .texts("filesChanged", difference.filesChanged()).texts("filesRemoved", difference.filesRemoved())
                .texts("rulesAdded", difference.rulesAdded()).texts("rulesChanged", difference.rulesChanged())
                .texts("rulesRemoved", difference.rulesRemoved()).number("omitted", difference.omitted());
    }

    private static void impact(JsonFields json, PolicyImpactRun event) {
        json.text("tenant", event.tenant()).text("by", event.by().value()).flag("allTenants", event.allTenants())
                .text("revision", event.revision()).text("candidate", event.candidate())
                .number("subjects", event.subjects()).number("requests", event.requests())
                .number("listed", event.listed());
        event.replay().ifPresent(replay -> json.object("replay", inner -> replay(inner, replay)));
    }

    private static void replay(JsonFields json, PolicyImpactRun.Replay replay) {
        json.number("asked", replay.asked()).number("found", replay.found()).number("replayed", replay.replayed());
        replay.first().ifPresent(position -> json.number("first", position));
        replay.last().ifPresent(position -> json.number("last", position));
    }

    private static void shadow(JsonFields json, PolicyShadowDiffered event) {
        json.text("request", event.request().value()).text("tenant", event.tenant())
                .text("subject", event.subject().value()).text("revision", event.revision())
                .text("candidate", event.candidate()).flag("allowed", event.allowed())
                .flag("wouldAllow", event.wouldAllow()).texts("rules", event.rules())
                .objects("hidden", event.hidden(),
                        (inner, hidden) -> inner.text("document", hidden.document()).text("rule", hidden.rule()))
                .number("hiddenCount", event.hiddenCount()).texts("obligations", event.obligations());
        event.gained().ifPresent(count -> json.number("gained", count));
    }

    private static void drift(JsonFields json, DriftFound event) {
        json.name("drift", event.drift()).text("request", event.request().map(RequestId::value))
                .texts("hits", event.documents()).number("count", event.count());
    }

    private static void searched(JsonFields json, AuditSearched event) {
        json.text("tenant", event.tenant()).text("by", event.by().value()).text("purpose", event.purpose())
                .number("hits", event.hits());
        event.first().ifPresent(value -> json.number("first", value));
        event.last().ifPresent(value -> json.number("last", value));
    }

    private static void sum(JsonFields json, WireName reason, long count, Instant from, Instant to) {
        json.name("reason", reason).number("count", count).time("from", from).time("to", to);
    }

    private static void capacity(JsonFields json, long free, long needed) {
        json.number("spaceFree", free).number("spaceNeeded", needed);
    }
}
