package io.sallyport.gateway;

import static io.sallyport.gateway.SmallBundles.INTERNAL;
import static io.sallyport.gateway.SmallBundles.OBLIGATIONS;
import static io.sallyport.gateway.SmallBundles.SECRET;
import static io.sallyport.gateway.SmallBundles.bundle;
import static io.sallyport.gateway.SmallBundles.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.audit.AuditUnavailable;
import io.sallyport.audit.TestAudit;
import io.sallyport.document.DocumentId;
import io.sallyport.gateway.ImpactUnfinished.Reason;
import io.sallyport.identity.Subject;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Channel;
import io.sallyport.policy.DecisionPoint;
import io.sallyport.policy.Deny;
import io.sallyport.policy.ModelId;
import io.sallyport.policy.PolicySet;
import io.sallyport.policy.Purpose;
import io.sallyport.retrieval.Census;

/// Nothing of an impact is told that was not recorded, or not found out to the end.
class PolicyImpactTests {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Subject PIA = Askers.subject("pia", true, "policy-admin");

    private final TestAudit audit = new TestAudit();
    private final Shelf shelf = new Shelf();
    private final PolicySet live = bundle(Map.of("retrieval.yaml", INTERNAL));
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @AfterEach
    void close() {
        audit.close();
    }

    private static AccessRequest request(String subject, String purpose) {
        return new AccessRequest(
                Askers.subject(subject, true),
                new Purpose(purpose),
                new Channel("api"),
                ModelId.CALLER,
                NOW,
                false);
    }

    private ImpactReport impact(boolean allTenants, PolicySet candidate, AccessRequest... requests) {
        return new PolicyImpact(new DecisionPoint(live), SmallBundles.CATALOG, new Census(shelf), audit.log(), clock)
                .of(PIA, allTenants, candidate, List.of(requests), OptionalInt.empty());
    }

    private RequestImpact impact(PolicySet candidate) {
        return impact(false, candidate, request("alice", "work")).requests().getFirst();
    }

    private List<String> runs() {
        return audit.entries().stream().filter(entry -> entry.kind().equals("PolicyImpactRun"))
                .map(entry -> entry.json()).toList();
    }

    @Test
    void withoutAnAuditLogNothingIsTold() {
        audit.breakDisk();
        var candidate = bundle(Map.of("retrieval.yaml", SECRET));
        assertThatThrownBy(() -> impact(candidate)).isInstanceOf(AuditUnavailable.class);
    }

    @Test
    void withoutAnIndexNothingIsToldAndThereWasNoRun() {
        shelf.hold("halden", "plan", 2);
        shelf.fails = true;
        var candidate = bundle(Map.of("retrieval.yaml", SECRET));
        assertThatThrownBy(() -> impact(candidate))
                .isInstanceOfSatisfying(ImpactUnfinished.class,
                        unfinished -> assertThat(unfinished.reason()).isEqualTo(Reason.INDEX_UNAVAILABLE));
        assertThat(runs()).isEmpty();
    }

    @Test
    void whatTakesTooLongIsNotToldInPart() {
        var calls = new AtomicInteger();
        InstantSource slow = () -> NOW.plus(Duration.ofSeconds(20L * calls.getAndIncrement()));
        clock = slow.withZone(ZoneOffset.UTC);
        var candidate = bundle(Map.of("retrieval.yaml", SECRET));
        assertThatThrownBy(
                () -> impact(false, candidate, request("a", "work"), request("b", "work"), request("c", "work")))
                .isInstanceOfSatisfying(ImpactUnfinished.class,
                        unfinished -> assertThat(unfinished.reason()).isEqualTo(Reason.TOO_SLOW));
        assertThat(runs()).isEmpty();
    }

    @Test
    void moreRequestsThanAllowedAreNotTried() {
        var requests = Collections.nCopies(PolicyImpact.MOST_REQUESTS + 1, request("a", "work"))
                .toArray(AccessRequest[]::new);
        assertThatThrownBy(() -> impact(false, live, requests)).isInstanceOf(IllegalArgumentException.class);
        assertThat(runs()).isEmpty();
    }

    @Test
    void aRunIsRecordedWithWhoLookedAtWhat() {
        shelf.hold("halden", "plan", 2);
        shelf.hold("halden", "menu", 0);
        var candidate = bundle(Map.of("retrieval.yaml", SECRET));
        impact(false, candidate, request("alice", "work"), request("alice", "play"), request("bob", "work"));
        assertThat(runs()).hasSize(1);
        var run = new JsonMapper().readTree(runs().getFirst());
        assertThat(run.get("by").asString()).isEqualTo(audit.log().reference(Asker.identity(PIA)).value());
        assertThat(run.get("tenant").asString()).isEqualTo("halden");
        assertThat(run.get("allTenants").asBoolean()).isFalse();
        assertThat(run.get("revision").asString()).isEqualTo(live.revision().value());
        assertThat(run.get("candidate").asString()).isEqualTo(candidate.revision().value());
        assertThat(run.get("subjects").asInt()).isEqualTo(2);
        assertThat(run.get("requests").asInt()).isEqualTo(3);
        assertThat(run.get("listed").asInt()).isEqualTo(2);
    }

    @Test
    void aWiderRuleGainsAndANarrowerOneLoses() {
        shelf.hold("halden", "plan", 2);
        shelf.hold("halden", "menu", 0);
        var wider = impact(bundle(Map.of("retrieval.yaml", SECRET)));
        assertThat(wider.gained().count()).isEqualTo(1);
        assertThat(wider.gained().listed()).extracting(DocumentId::name).containsExactly("plan");
        assertThat(wider.lost().count()).isZero();
        var narrower = impact(bundle(Map.of("retrieval.yaml", rule("RetrievalPolicy",
                "document.classification > level.internal"))));
        assertThat(narrower.gained().listed()).extracting(DocumentId::name).containsExactly("plan");
        assertThat(narrower.lost().listed()).extracting(DocumentId::name).containsExactly("menu");
    }

    @Test
    void aRequestThatWouldBeRefusedLosesAllItHas() {
        shelf.hold("halden", "plan", 2);
        shelf.hold("halden", "menu", 0);
        var refusing = impact(bundle(Map.of(
                "retrieval.yaml", INTERNAL, "requests.yaml", rule("RequestPolicy", "request.purpose == \"play\""))));
        assertThat(refusing.after()).isInstanceOf(Deny.class);
        assertThat(refusing.lost().listed()).extracting(DocumentId::name).containsExactly("menu");
        assertThat(refusing.gained().count()).isZero();
        assertThat(refusing.obligations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void documentsOfOtherTenantsCountForThoseWhoSeeAll(boolean all) {
        shelf.hold("halden", "plan", 2);
        shelf.hold("elsewhere", "plan", 2);
        var candidate = bundle(Map.of("retrieval.yaml", SECRET));
        var gained = impact(all, candidate, request("alice", "work")).requests().getFirst().gained();
        assertThat(gained.count()).isEqualTo(all ? 2 : 1);
        assertThat(gained.listed()).extracting(id -> id.tenant().value())
                .containsExactlyInAnyOrderElementsOf(all ? List.of("halden", "elsewhere") : List.of("halden"));
        assertThat(runs().getFirst()).contains("\"allTenants\":" + all);
    }

    @Test
    void otherObligationsAreToldWhereTheyDiffer() {
        var changes = impact(bundle(Map.of("retrieval.yaml", INTERNAL, "obligations.yaml", OBLIGATIONS))).obligations();
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().at().name()).isEqualTo("secret");
        assertThat(changes.getFirst().before().orElseThrow().maxDocuments()).isEmpty();
        assertThat(changes.getFirst().after().orElseThrow().maxDocuments()).hasValue(3);
        assertThat(impact(bundle(Map.of("retrieval.yaml", INTERNAL))).obligations()).isEmpty();
    }
}
