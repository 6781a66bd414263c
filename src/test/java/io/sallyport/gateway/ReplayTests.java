package io.sallyport.gateway;

import static io.sallyport.gateway.SmallBundles.INTERNAL;
import static io.sallyport.gateway.SmallBundles.OBLIGATIONS;
import static io.sallyport.gateway.SmallBundles.PUBLIC;
import static io.sallyport.gateway.SmallBundles.SECRET;
import static io.sallyport.gateway.SmallBundles.VOCABULARY;
import static io.sallyport.gateway.SmallBundles.bundle;
import static io.sallyport.gateway.SmallBundles.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.audit.Answered;
import io.sallyport.audit.AuditTrail;
import io.sallyport.audit.AuditUnavailable;
import io.sallyport.audit.Body;
import io.sallyport.audit.Disclosed;
import io.sallyport.audit.Disclosure;
import io.sallyport.audit.DocumentReference;
import io.sallyport.audit.PolicyBasis;
import io.sallyport.audit.RefusalReason;
import io.sallyport.audit.Refused;
import io.sallyport.audit.Tally;
import io.sallyport.audit.TestAudit;
import io.sallyport.document.DocumentId;
import io.sallyport.identity.Claims;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.SignIn;
import io.sallyport.identity.Subject;
import io.sallyport.identity.SubjectId;
import io.sallyport.identity.Tenant;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Channel;
import io.sallyport.policy.DecisionPoint;
import io.sallyport.policy.Deny;
import io.sallyport.policy.ModelId;
import io.sallyport.policy.Permit;
import io.sallyport.policy.PolicySet;
import io.sallyport.policy.Purpose;
import io.sallyport.retrieval.Census;

/// Requests of the audit log, decided again: only the own tenant's, only what is recorded, nothing guessed.
class ReplayTests {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Subject PIA = Askers.subject("pia", true, "policy-admin");
    private static final String NOT_BOB = rule("RequestPolicy", "request.purpose == \"work\" && subject.id != \"bob\"");
    private static final Tally NOTHING = new Tally(0, 0, 0, Optional.empty(), Duration.ZERO);

    private final TestAudit audit = new TestAudit();
    private final Shelf shelf = new Shelf();
    private final PolicySet live = bundle(Map.of("retrieval.yaml", INTERNAL));

    @AfterEach
    void close() {
        audit.close();
    }

    private static Subject subject(String tenant, String id) {
        return new Subject("https://issuer.example", new SubjectId(id), new Tenant(tenant), new ClientId("desk"),
                Set.of(), Set.of(), Optional.empty(), new SignIn(List.of(), false), new Claims(Map.of("sub", id)));
    }

    private static AccessRequest request(Subject subject, String purpose, int second) {
        return new AccessRequest(subject, new Purpose(purpose), new Channel("api"), ModelId.CALLER,
                NOW.plusSeconds(second), false);
    }

    private AuditTrail begin(Subject subject) {
        var asker = Askers.asker(subject);
        var terms = new Terms(Optional.of("work"), Optional.empty(), Set.of());
        return audit.log().open(asker.context(audit.log()),
                asker.received(Optional.of("work"), Optional.empty(), terms, false, 1));
    }

    /// A request that was answered with these documents of people.
    private void answered(AccessRequest request, String... documents) {
        answered(request, live, Stream.of(documents).map(name -> reference("halden", "people", name)).toList());
    }

    private void answered(AccessRequest request, PolicySet by, List<DocumentReference> documents) {
        var basis = new PolicyBasis(by.revision().value(), List.of("requests.yaml#the-rule"), List.of(), false);
        begin(request.subject()).discloseAndClose(
                new Disclosed(basis, new Disclosure(documents, List.of(), List.of()),
                        List.of(by.input(request).body())),
                new Answered(NOTHING, "stop", documents.size(), List.of(), List.of()));
    }

    private static DocumentReference reference(String tenant, String collection, String name) {
        return new DocumentReference(tenant, collection, name, "1", "internal", "acl", List.of(0));
    }

    private void refused(AccessRequest request, RefusalReason reason, String revision) {
        begin(request.subject()).close(new Refused(reason, Optional.of("requests.yaml#the-rule"),
                Optional.of(revision), List.of(live.input(request).body())));
    }

    private ReplayReport replay(boolean allTenants, PolicySet candidate, int last) {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new PolicyImpact(
                new DecisionPoint(live), SmallBundles.CATALOG, new Census(shelf), audit.log(), clock)
                .of(PIA, allTenants, candidate, List.of(), OptionalInt.of(last)).replay().orElseThrow();
    }

    private ReplayReport replay(PolicySet candidate) {
        return replay(false, candidate, 50);
    }

    private List<String> runs() {
        return audit.entries().stream().filter(entry -> entry.kind().equals("PolicyImpactRun"))
                .map(entry -> entry.json()).toList();
    }

    @Test
    void withoutAnAuditLogNothingIsTold() {
        answered(request(subject("halden", "bob"), "work", 0), "menu");
        audit.breakDisk();
        assertThatThrownBy(() -> replay(live)).isInstanceOf(AuditUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, PolicyImpact.MOST_REQUESTS + 1})
    void moreOrFewerThanAllowedAreNotReplayed(int last) {
        assertThatThrownBy(() -> replay(false, live, last)).isInstanceOf(IllegalArgumentException.class);
        assertThat(runs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void requestsAndDocumentsOfOtherTenantsCountForThoseWhoSeeAll(boolean all) {
        shelf.hold("halden", "plan", 1);
        shelf.hold("clinic", "file", 1);
        answered(request(subject("clinic", "carla"), "work", 0), live, List.of(reference("clinic", "people", "file")));
        answered(request(subject("halden", "alice"), "work", 1), live,
                List.of(reference("halden", "people", "plan"), reference("clinic", "people", "file")));
        var report = replay(all, bundle(Map.of("retrieval.yaml", PUBLIC)), 50);
        assertThat(report.found()).isEqualTo(all ? 2 : 1);
        assertThat(report.undecided()).isZero();
        var alice = report.requests().getFirst();
        assertThat(alice.impact().request().subject().tenant().value()).isEqualTo("halden");
        assertThat(alice.disclosed().count()).isEqualTo(all ? 2 : 1);
        assertThat(alice.disclosed().listed()).extracting(DocumentId::name)
                .containsExactlyElementsOf(all ? List.of("file", "plan") : List.of("plan"));
    }

    @Test
    void whoWouldBeRefusedLosesEverythingAndTheOthersNothing() {
        shelf.hold("halden", "menu", 0);
        answered(request(subject("halden", "alice"), "work", 0), "menu");
        answered(request(subject("halden", "bob"), "work", 1), "menu");
        var report = replay(bundle(Map.of("retrieval.yaml", INTERNAL, "requests.yaml", NOT_BOB)));
        assertThat(report.totals()).isEqualTo(new ReplayReport.Totals(2, 1, 0, 1, 0));
        assertThat(report.requests()).extracting(ReplayedRequest::subject)
                .as("the newest first").containsExactly(TestAudit.reference("bob"), TestAudit.reference("alice"));
        var bob = report.requests().getFirst();
        assertThat(bob.impact().before()).isInstanceOf(Permit.class);
        assertThat(bob.impact().after()).isInstanceOf(Deny.class);
        assertThat(bob.impact().lost().listed()).extracting(DocumentId::name).containsExactly("menu");
        assertThat(bob.disclosed().listed()).extracting(DocumentId::name).containsExactly("menu");
        var alice = report.requests().getLast();
        assertThat(alice.disclosed()).isEqualTo(new ReplayedRequest.Disclosed(1, 0, 0, List.of()));
        assertThat(alice.impact().lost().count()).isZero();
    }

    @Test
    void whatWasRefusedMayBeAllowed() {
        refused(request(subject("halden", "alice"), "play", 0), RefusalReason.DENIED, live.revision().value());
        var report = replay(bundle(Map.of("retrieval.yaml", INTERNAL, "requests.yaml",
                rule("RequestPolicy", "request.purpose == \"play\""))));
        assertThat(report.totals()).isEqualTo(new ReplayReport.Totals(1, 0, 1, 0, 0));
    }

    @Test
    void equalRequestsAreCountedOnceWithTheirNumber() {
        for (int second = 0; second < 3; second++) {
            answered(request(subject("halden", "alice"), "work", second), "menu");
        }
        answered(request(subject("halden", "alice").using(new ClientId("portal")), "work", 3), "menu");
        var report = replay(live);
        assertThat(report.found()).isEqualTo(4);
        assertThat(report.requests()).extracting(ReplayedRequest::requests).containsExactly(1, 3);
        assertThat(report.requests().getLast().impact().request().at()).as("the newest").isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    void documentsAreLostByTheirRecordsOfToday() {
        shelf.hold("halden", "menu", 0);
        shelf.hold("halden", "plan", 1);
        shelf.hold("halden", "secret-by-now", 2);
        var given = Stream.of("menu", "plan", "secret-by-now", "deleted")
                .map(name -> reference("halden", "people", name));
        var elsewhere = Stream.of(reference("halden", "a-collection-that-was", "old"));
        answered(request(subject("halden", "alice"), "work", 0), live, Stream.concat(given, elsewhere).toList());
        var report = replay(bundle(Map.of("retrieval.yaml", PUBLIC)));
        var disclosed = report.requests().getFirst().disclosed();
        assertThat(disclosed.count()).isEqualTo(5);
        assertThat(disclosed.gone()).isEqualTo(3);
        assertThat(disclosed.lost()).isEqualTo(1);
        assertThat(disclosed.listed()).extracting(DocumentId::name).containsExactly("plan");
        assertThat(report.totals().losing()).isEqualTo(1);
    }

    @Test
    void whatIsGainedIsCountedAndOtherObligationsAreTold() {
        shelf.hold("halden", "secret", 2);
        answered(request(subject("halden", "alice"), "work", 0));
        var wider = replay(bundle(Map.of("retrieval.yaml", SECRET))).requests().getFirst().impact();
        assertThat(wider.gained().count()).isEqualTo(1);
        var obliging = replay(bundle(Map.of("retrieval.yaml", INTERNAL, "obligations.yaml", OBLIGATIONS)));
        assertThat(obliging.requests().getFirst().impact().obligations()).hasSize(1);
    }

    @Test
    void onlyTheNewestAreRead() {
        for (String name : List.of("alice", "bob", "hana")) {
            answered(request(subject("halden", name), "work", 0));
        }
        var report = replay(false, live, 2);
        assertThat(report.requests()).extracting(ReplayedRequest::subject)
                .containsExactly(TestAudit.reference("hana"), TestAudit.reference("bob"));
        assertThat(report.cutShort()).isFalse();
        assertThat(report.first().orElseThrow()).isLessThan(report.last().orElseThrow());
    }

    @Test
    void whatSaysNoDecisionIsCounted() {
        begin(subject("halden", "bob")).close(
                new Refused(RefusalReason.PURPOSE, Optional.empty(), Optional.empty(), List.of()));
        begin(subject("halden", "bob"));
        answered(request(subject("halden", "alice"), "work", 0));
        var report = replay(live);
        assertThat(report.found()).isEqualTo(1);
        assertThat(report.undecided()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsCountedWithItsReason() {
        begin(subject("halden", "bob")).close(new Refused(RefusalReason.DENIED, Optional.empty(), Optional.empty(),
                List.of(new Body(Body.Part.ATTRIBUTES, "{}"))));
        answered(request(subject("halden", "alice"), "work", 0));
        var report = replay(live);
        assertThat(report.found()).isEqualTo(2);
        assertThat(report.totals().replayed()).isEqualTo(1);
        assertThat(report.notReplayable()).containsExactly(Map.entry("what policy saw cannot be read any more", 1));
    }

    @Test
    void whatACandidateReadsAndWasNotRecordedIsNotGuessed() {
        answered(request(subject("halden", "alice"), "work", 0));
        var reading = VOCABULARY.replace("id: { type: string, claim: sub }",
                "id: { type: string, claim: sub }\n    badge: { type: string, claim: badge }");
        var report = replay(bundle(Map.of("retrieval.yaml", INTERNAL, "vocabulary.yaml", reading)));
        assertThat(report.totals().replayed()).isZero();
        assertThat(report.requests()).isEmpty();
        assertThat(report.notReplayable())
                .containsExactly(Map.entry("subject.badge of the candidate is not recorded, or not as string", 1));
    }

    @Test
    void whatOlderPoliciesDecidedOtherwiseHasDrifted() {
        var older = bundle(Map.of("retrieval.yaml", PUBLIC, "requests.yaml",
                rule("RequestPolicy", "request.purpose == \"play\"")));
        refused(request(subject("halden", "alice"), "work", 0), RefusalReason.DENIED, older.revision().value());
        answered(request(subject("halden", "alice"), "play", 1), older, List.of());
        refused(request(subject("halden", "hana"), "work", 2), RefusalReason.LIMIT, older.revision().value());
        refused(request(subject("halden", "nina"), "work", 3), RefusalReason.DENIED, live.revision().value());
        answered(request(subject("halden", "bob"), "work", 4));
        var report = replay(live);
        assertThat(report.totals().drifted()).isEqualTo(2);
        assertThat(report.requests()).filteredOn(each -> each.drifted() == 1).hasSize(2)
                .extracting(ReplayedRequest::subject).containsOnly(TestAudit.reference("alice"));
    }

    @Test
    void aReplayIsRecordedWithWhatItOpened() {
        shelf.hold("halden", "menu", 0);
        answered(request(subject("halden", "bob"), "work", 0), "menu");
        begin(subject("halden", "alice")).close(new Refused(RefusalReason.DENIED, Optional.empty(), Optional.empty(),
                List.of(new Body(Body.Part.ATTRIBUTES, "{}"))));
        var report = replay(bundle(Map.of("retrieval.yaml", INTERNAL, "requests.yaml", NOT_BOB)));
        assertThat(runs()).hasSize(1);
        var run = new JsonMapper().readTree(runs().getFirst());
        assertThat(run.get("requests").asInt()).isZero();
        assertThat(run.get("listed").asInt()).as("lost, and lost of what was given").isEqualTo(2);
        var replay = run.get("replay");
        assertThat(replay.get("asked").asInt()).isEqualTo(50);
        assertThat(replay.get("found").asInt()).isEqualTo(2);
        assertThat(replay.get("replayed").asInt()).isEqualTo(1);
        assertThat(replay.get("first").asLong()).isEqualTo(report.first().orElseThrow());
        assertThat(replay.get("last").asLong()).isEqualTo(report.last().orElseThrow());
    }

    @Test
    void anEmptyLogHasNothingToReplay() {
        var report = replay(live);
        assertThat(report.found()).isZero();
        assertThat(report.since()).isEmpty();
        assertThat(runs().getFirst()).contains("\"replay\":{\"asked\":50,\"found\":0,\"replayed\":0}");
    }
}
