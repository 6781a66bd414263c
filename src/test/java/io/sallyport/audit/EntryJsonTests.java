package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EntryJsonTests {

    private static final RequestContext CONTEXT = Samples.context("q1");
    private final KeyRing keys = Stage.keyRing(new SimulatedDisk());
    private final EntryJson json = new EntryJson(Stage.ORIGIN,
            Clock.fixed(Instant.parse("2026-09-14T08:30:00Z"), ZoneOffset.UTC), () -> 42, keys, new SecureRandom());

    @Test
    void anEntryHasExactlyTheDocumentedMembers() {
        Encoded encoded = json.encode(Samples.egressed("What does [PERSON] say?"), CONTEXT);
        String id = Json.read(encoded.json()).required("id").asString();
        assertThat(id).matches("[a-z2-7]{26}");
        assertThat(new String(encoded.entry(3, Leaf.NONE, 2), StandardCharsets.UTF_8)).isEqualTo("""
                {"position":3,"previous":"%s","epoch":2,"schema":1,"origin":"test/0/00000000","kind":"Egressed",\
                "at":"2026-09-14T08:30:00.000Z","mono":42,"id":"%s","request":"q1","trace":"trace-q1",\
                "claimedTrace":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","tenant":"halden",\
                "subject":"%s","client":"desk-app","route":"POST /v1/retrieve","call":1,"operation":"chat",\
                "provider":"local","model":"standin","host":"127.0.0.1","revision":"r7",\
                "rules":["finance.yaml#analysts"],"obligations":["citations"],"breakGlass":false,\
                "documents":[{"tenant":"halden","collection":"finance","id":"rotterdam-move-budget","version":"3",\
                "classification":"confidential","aclDigest":"acl-1","chunks":[0,2]}],\
                "droppedAtRecheck":["finance/old-budget"],\
                "redactions":[{"type":"EMAIL_ADDRESS","treatment":"mask","count":2}],"messages":2,"characters":23,\
                "temperature":0.2,"maxTokens":512,"toolNames":[],"bodies":[{"part":"prompt",\
                "sha256":"%s","length":%d,"class":"text"}]}""".formatted("0".repeat(64), id, Samples.BOB,
                Leaf.sha256Hex(encoded.bodies().getFirst()), 23 + SealedBody.OVERHEAD));
    }

    @Test
    void theKindsAndTheirMembersOfSchema1DoNotChange() {
        assertThat(everyKind().map(EntryJsonTests::shape)).containsExactly(
                "Received: purpose model collections streamed bytes authentication bodies",
                "Egressed: call operation provider model host revision rules obligations breakGlass documents droppedAtRecheck redactions messages characters temperature maxTokens toolNames bodies",
                "Disclosed: revision rules obligations breakGlass documents droppedAtRecheck redactions bodies",
                "Released: window channel from to bodies",
                "Answered: calls windows bytes usage duration finish citations redactions bodies",
                "Refused: reason rule revision bodies", "Failed: cause calls windows bytes usage duration",
                "Aborted: cause calls windows bytes usage duration",
                "DocumentWritten: tenant by document oldAclDigest", "DocumentDeleted: tenant by document",
                "AclChanged: tenant by document oldAclDigest", "PolicyPublished: revision files difference",
                "PolicyRejected: revision by files difference problems firstProblems",
                "PolicyImpactRun: tenant by allTenants revision candidate subjects requests listed replay",
                "PolicyShadowDiffered: request tenant subject revision candidate allowed wouldAllow rules hidden hiddenCount obligations gained",
                "DriftFound: drift request hits count",
                "AuditSearched: tenant by purpose hits first last bodies",
                "AuthenticationFailed: reason count from to", "Started: version requestsClosed",
                "Stopped: requestsClosed", "Heartbeat: openRequests spaceFree",
                "TornTailRecovered: segment offset bytes sha256", "CapacityLow: spaceFree spaceNeeded",
                "CapacityRestored: spaceFree spaceNeeded", "AuditWasUnavailable: reason count from to");
    }

    private Stream<JsonNode> everyKind() {
        Stream<Encoded> requests = Samples.requestEvents().stream().map(event -> json.encode(event, CONTEXT));
        Stream<Encoded> operational = Samples.operationalEvents().stream().map(json::encode);
        return Stream.concat(requests, operational).map(encoded -> Json.read(encoded.entry(0, Leaf.NONE, 1)));
    }

    private static String shape(JsonNode entry) {
        List<String> common = List.of("position", "previous", "epoch", "schema", "origin", "kind", "at", "mono", "id");
        List<String> request = List.of("request", "trace", "claimedTrace", "tenant", "subject", "client", "route");
        List<String> members = entry.propertyNames().stream()
                .filter(name -> !common.contains(name) && !(entry.has("route") && request.contains(name))).toList();
        return entry.required("kind").asString() + ": " + String.join(" ", members);
    }

    @Test
    void aPublishedBundleTellsHowItDiffers() {
        var difference = new BundleDifference(Optional.of("r7"), List.of("new.yaml"), List.of("finance.yaml"),
                List.of(),
                List.of("new.yaml#a"), List.of("finance.yaml#b"), List.of("finance.yaml#c"), 2);
        var published = new PolicyPublished("r8", List.of(), difference, Optional.of(Samples.OLGA));
        var entry = new String(json.encode(published).entry(0, Leaf.NONE, 1), StandardCharsets.UTF_8);
        assertThat(entry).endsWith("""
                "revision":"r8","by":"%s","files":[],"difference":{"from":"r7","filesAdded":["new.yaml"],\
                "filesChanged":["finance.yaml"],"filesRemoved":[],"rulesAdded":["new.yaml#a"],\
                "rulesChanged":["finance.yaml#b"],"rulesRemoved":["finance.yaml#c"],"omitted":2}}"""
                .formatted(Samples.OLGA));
    }

    @Test
    void aRejectedBundleTellsWhyAndHowItDiffers() {
        var rejected = new PolicyRejected("r9", List.of(), BundleDifference.UNKNOWN, 7,
                List.of("a.yaml:1:2: kind: expected one of Vocabulary"), Optional.empty());
        var entry = Json.read(json.encode(rejected).entry(0, Leaf.NONE, 1));
        assertThat(entry.get("problems").asInt()).isEqualTo(7);
        assertThat(entry.get("firstProblems").get(0).asString()).startsWith("a.yaml:1:2");
        assertThat(entry.has("by")).isFalse();
    }

    @Test
    void aRunTellsWhichRequestsItReplayedAndNothingWhenItDidNot() {
        var replay = new PolicyImpactRun.Replay(200, 7, 6, OptionalLong.of(11), OptionalLong.of(99));
        assertThat(impactRun(Optional.of(replay))).endsWith("""
                "listed":5,"replay":{"asked":200,"found":7,"replayed":6,"first":11,"last":99}}""");
        assertThat(impactRun(Optional.empty())).endsWith("\"listed\":5}");
    }

    private String impactRun(Optional<PolicyImpactRun.Replay> replay) {
        var run = new PolicyImpactRun(Samples.OLGA, "halden", false, "r8", "r9", 3, 4, 5, replay);
        return new String(json.encode(run).entry(0, Leaf.NONE, 1), StandardCharsets.UTF_8);
    }

    @Test
    void noTextOutsideBodiesAndNoneInTheClear() throws Exception {
        Encoded encoded = json.encode(Samples.egressed("secret text"), CONTEXT);
        assertThat(new String(encoded.json(), StandardCharsets.UTF_8)).doesNotContain("secret text");
        assertThat(new String(encoded.bodies().getFirst(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(opened(encoded, "Egressed", "prompt")).isEqualTo("secret text");
    }

    private String opened(Encoded encoded, String kind, String part) throws NotAuthentic {
        String id = Json.read(encoded.json()).required("id").asString();
        BodyPlace place = new BodyPlace(Stage.ORIGIN, "q1", id, kind, part);
        byte[] text = SealedBody.open(keys.key(Samples.BOB), place, encoded.bodies().getFirst());
        return new String(text, StandardCharsets.UTF_8);
    }

    @Test
    void unpairedSurrogatesNeverStopAnEntry() throws Exception {
        Received received = new Received(Optional.of("p\uD800q"), Optional.empty(), List.of(), false, 1,
                Samples.RECEIVED.authentication(), List.of(new Body(Body.Part.SOURCE_ADDRESS, "x\uDC00")));
        Encoded encoded = json.encode(received, CONTEXT);
        assertThat(Json.read(encoded.json()).required("purpose").asString()).isEqualTo("p?q");
        assertThat(opened(encoded, "Received", "source-address")).isEqualTo("x?");
    }

    @Test
    void anEntryOver65535BytesIsRefused() {
        List<String> many = Collections.nCopies(128, "n".repeat(511));
        Received received = new Received(Optional.empty(), Optional.empty(), many, false, 1,
                Samples.RECEIVED.authentication(), List.of());
        assertThatThrownBy(() -> json.encode(received, CONTEXT)).isInstanceOf(AuditEventTooLarge.class)
                .hasMessageContaining("65391");
    }

    @Test
    void theLongestPrefixFits() {
        Encoded encoded = json.encode(new Heartbeat(0, 0));
        byte[] entry = encoded.entry(Long.MAX_VALUE, Leaf.NONE, Long.MAX_VALUE);
        assertThat(entry.length - encoded.json().length).isLessThanOrEqualTo(Encoded.PREFIX);
    }

    @Test
    void aBodyOver4MiBIsRefused() {
        assertThatThrownBy(() -> json.encode(Samples.egressed("x".repeat((4 << 20) + 1)), CONTEXT))
                .isInstanceOf(AuditEventTooLarge.class).hasMessageContaining("body prompt");
    }

    @Test
    void listsAreCapped() {
        List<DocumentReference> many = Collections.nCopies(129, Samples.BUDGET);
        assertThatThrownBy(() -> new Disclosure(many, List.of(), List.of())).hasMessageContaining("at most 128");
        List<RedactionCount> types = Collections.nCopies(65, new RedactionCount("T", "mask", 1));
        assertThatThrownBy(() -> new Disclosure(List.of(), List.of(), types)).hasMessageContaining("at most 64");
    }
}
