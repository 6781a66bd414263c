package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.audit.AuditUnavailable;
import io.sallyport.audit.TestAudit;
import io.sallyport.document.AccessFilter;
import io.sallyport.document.Acl;
import io.sallyport.document.Classification;
import io.sallyport.document.Collection;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentCount;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;
import io.sallyport.document.Principal;
import io.sallyport.gateway.ImpactUnfinished.Reason;
import io.sallyport.identity.Subject;
import io.sallyport.identity.Tenant;
import io.sallyport.index.IndexUnavailable;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Channel;
import io.sallyport.policy.DecisionPoint;
import io.sallyport.policy.Deny;
import io.sallyport.policy.ModelId;
import io.sallyport.policy.PolicyFiles;
import io.sallyport.policy.PolicyLoader;
import io.sallyport.policy.PolicySet;
import io.sallyport.policy.PolicySettings;
import io.sallyport.policy.Purpose;
import io.sallyport.redaction.RedactionSettings;
import io.sallyport.redaction.Redactor;
import io.sallyport.retrieval.Census;

/// Nothing of an impact is told that was not recorded, or not found out to the end.
class PolicyImpactTests {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Collection PEOPLE = new Collection("people");
    private static final Subject PIA = Askers.subject("pia", true, "policy-admin");
    private static final Redactor REDACTOR = Redactor.of(RedactionSettings.defaults());
    private static final String BASE = """
            apiVersion: sallyport/v1
            kind: %s
            metadata: { name: test, owner: tests@halden.example }
            spec:
            """;
    private static final String VOCABULARY = BASE.formatted("Vocabulary") + """
              levels: [public, internal, secret]
              document:
                tenant:         { type: string, required: true, index: acl.tenant }
                classification: { type: level,  required: true, index: acl.classification }
              subject:
                id: { type: string, claim: sub }
              request:
                purpose: { type: string }
              model:
                id: { type: string }
            """;
    private static final String MODELS = BASE.formatted("ModelPolicy") + """
              models:
                - { id: caller }
              rules:
                - id: any
                  effect: allow
                  reason: Any.
                  when: |
                    document.classification <= level.secret
            """;
    private static final String REQUESTS = rule("RequestPolicy", "request.purpose == \"work\"");
    private static final String INTERNAL = rule("RetrievalPolicy", "document.classification <= level.internal");
    private static final String SECRET = rule("RetrievalPolicy", "document.classification <= level.secret");
    private static final String OBLIGATIONS = BASE.formatted("ObligationPolicy") + """
              rules:
                - id: secrets-in-small-doses
                  reason: Secrets in small doses.
                  when: |
                    request.classification == level.secret
                  apply:
                    limits: { maxDocuments: 3 }
            """;

    private final TestAudit audit = new TestAudit();
    private final Shelf shelf = new Shelf();
    private final PolicySet live = bundle(Map.of("retrieval.yaml", INTERNAL));
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @AfterEach
    void close() {
        audit.close();
    }

    @AfterAll
    static void stop() {
        REDACTOR.close();
    }

    private static String rule(String kind, String when) {
        return BASE.formatted(kind) + """
                  rules:
                    - id: the-rule
                      effect: allow
                      reason: The rule.
                      when: |
                        %s
                """.formatted(when);
    }

    private static PolicySet bundle(Map<String, String> files) {
        var all = new HashMap<>(
                Map.of("vocabulary.yaml", VOCABULARY, "models.yaml", MODELS, "requests.yaml", REQUESTS));
        all.putAll(files);
        var bytes = new HashMap<String, byte[]>();
        all.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new PolicyLoader(PolicySettings.defaults(), REDACTOR).load(PolicyFiles.of("test", bytes));
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
        var catalog = new CollectionCatalog(
                Map.of(PEOPLE, new CollectionCatalog.Access(Set.of(Principal.EVERYONE), Set.of())));
        return new PolicyImpact(new DecisionPoint(live), catalog, new Census(shelf), audit.log(), clock)
                .of(PIA, allTenants, candidate, List.of(requests));
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

    /// Records that are found as filters match them.
    private static final class Shelf extends NoIndex {

        private final Map<DocumentId, Document> held = new HashMap<>();
        private boolean fails;

        void hold(String tenant, String name, int level) {
            var id = new DocumentId(new Tenant(tenant), PEOPLE, name);
            var levels = List.of("public", "internal", "secret");
            held.put(id, new Document(id, new DocumentVersion("1"), "Title of " + name, "",
                    new Classification(levels.get(level), level), new Acl(Set.of(Principal.EVERYONE), Set.of()),
                    Map.of("tenant", tenant, "classification", (long) level), NOW));
        }

        @Override
        public void refresh(Collection collection) {
            assertThat(collection).isEqualTo(PEOPLE);
        }

        @Override
        public Map<DocumentId, Document> records(Set<DocumentId> documents) {
            var found = new HashMap<>(held);
            found.keySet().retainAll(new ArrayList<>(documents));
            return found;
        }

        @Override
        public DocumentCount difference(Set<Collection> collections, Optional<Tenant> tenant, AccessFilter found,
                AccessFilter notFound, int listed) {
            if (fails) {
                throw new IndexUnavailable("test");
            }
            var documents = held.values().stream()
                    .filter(document -> tenant.isEmpty() || tenant.get().equals(document.id().tenant()))
                    .filter(document -> found.matches(document) && !notFound.matches(document))
                    .map(Document::id).toList();
            return new DocumentCount(documents.size(), documents);
        }
    }
}
