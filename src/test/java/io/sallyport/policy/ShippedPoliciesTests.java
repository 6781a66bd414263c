package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.sallyport.dev.Person;
import io.sallyport.dev.World;
import io.sallyport.dev.WorldDocument;
import io.sallyport.document.Acl;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;
import io.sallyport.document.FieldType;
import io.sallyport.document.Principal;
import io.sallyport.document.Schema;
import io.sallyport.identity.Tenant;
import io.sallyport.redaction.EntityType;
import io.sallyport.redaction.RedactionSettings;
import io.sallyport.redaction.Redactor;
import io.sallyport.redaction.Treatment;

/// The policies in `policies/` do for the demo world what they say.
class ShippedPoliciesTests {

    private static final String OWN = "halden-local";

    private static Redactor redactor;
    private static PolicySet policies;

    @BeforeAll
    static void load() {
        redactor = Redactor.of(RedactionSettings.defaults());
        policies = new PolicyLoader(PolicySettings.defaults(), redactor).load(Path.of("policies"));
    }

    @AfterAll
    static void close() {
        redactor.close();
    }

    @Test
    void everyRuleIsTrueInSomeTestBesideIt() {
        assertThat(policies.coverage().neverTrue()).isEmpty();
        assertThat(policies.coverage().cases()).isGreaterThan(20);
    }

    @Test
    void theContractorIsRefusedWithAReasonWhateverHeAsks() {
        for (var purpose : List.of("everyday-work", "customer-service", "fraud-investigation", "treatment", "audit")) {
            for (var model : List.of("caller", OWN, "us-frontier", "no-such-model")) {
                assertThat(policies.decide(request("conrad", purpose, model))).as(purpose + " " + model)
                        .isInstanceOfSatisfying(Deny.class, denied -> {
                            assertThat(denied.reason()).isEqualTo("Contractors need multi-factor sign-in.");
                            assertThat(denied.hidden()).isFalse();
                        });
            }
        }
    }

    @Test
    void everybodyElseMayAskForEverydayWork() {
        for (var person : World.people()) {
            if (!person.id().equals("conrad")) {
                assertThat(policies.decide(request(person.id(), "everyday-work", OWN))).as(person.id())
                        .isInstanceOf(Permit.class);
            }
        }
    }

    @Test
    void anUnknownPurposeIsRefused() {
        assertThat(policies.decide(request("alice", "curiosity", OWN))).isInstanceOf(Deny.class);
    }

    @Test
    void aTokenWithoutClaimsGetsNothing() {
        var person = World.person("alice");
        for (var claim : List.of("roles", "dept")) {
            assertThat(policies.decide(request(claimsWithout(person, claim), "everyday-work", OWN))).as(claim)
                    .isInstanceOf(Deny.class);
        }
        for (var claim : List.of("tid", "clearance")) {
            var permit = (Permit) policies.decide(request(claimsWithout(person, claim), "everyday-work", OWN));
            assertThat(readable(permit)).as(claim).isEmpty();
        }
    }

    @Test
    void bobReadsTheConfidentialBudgetAndAliceOnlyTheAnnouncement() {
        assertThat(readable("bob", "everyday-work")).contains("rotterdam-move-budget", "rotterdam-move-announcement");
        assertThat(readable("alice", "everyday-work")).contains("rotterdam-move-announcement")
                .doesNotContain("rotterdam-move-budget");
    }

    @Test
    void legalHoldIsForLegalOnly() {
        var held = Set.of("decommission-mainframe", "litigation-northgate", "claim-under-litigation", "tax-audit-2025");
        for (var person : List.of("alice", "bob", "nina", "sam", "hana")) {
            assertThat(readable(person, "everyday-work")).as(person).doesNotContainAnyElementsOf(held);
        }
        assertThat(readable("lena", "everyday-work")).containsAll(held);
    }

    @Test
    void personalDataOfTheEuIsNotForBoston() {
        assertThat(readable("erik", "everyday-work")).contains("boston-data-centre")
                .doesNotContain("customer-data-sample", "production-access", "mandatory-training-2026");
    }

    @Test
    void anEmbargoHoldsUntilItsDate() {
        assertThat(readable("bob", "everyday-work")).contains("annual-results-2025")
                .doesNotContain("annual-results-2026");
        assertThat(readable("lena", "everyday-work")).doesNotContain("annual-results-2026");
    }

    @Test
    void whistleblowerFilesAreForAuditOnly() {
        assertThat(readable("lena", "everyday-work")).doesNotContain("whistleblower-file-2026-02");
        assertThat(readable("lena", "audit")).contains("whistleblower-file-2026-02", "whistleblower-report-2025-11");
        assertThat(readable("sam", "audit")).doesNotContain("whistleblower-file-2026-02");
    }

    @Test
    void compartmentsAreClosed() {
        assertThat(readable("lena", "everyday-work")).contains("merger-due-diligence", "acquisition-of-brightwater");
        var permit = (Permit) policies.decide(request(claims("lena", "compartments", List.of()), "everyday-work", OWN));
        assertThat(readable(permit)).doesNotContain("merger-due-diligence", "acquisition-of-brightwater");
        var unstated = claimsWithout(World.person("lena"), "compartments");
        assertThat(readable((Permit) policies.decide(request(unstated, "everyday-work", OWN))))
                .doesNotContain("merger-due-diligence", "acquisition-of-brightwater");
    }

    @Test
    void theClinicIsForItsCareTeamOrNobody() {
        assertThat(readable("carla", "treatment")).containsExactly(
                "anticoagulation-guideline",
                "clinic-roster",
                "hand-hygiene",
                "patient-p-1001-cardiology",
                "patient-p-1002-cardiology",
                "visiting-hours");
        assertThat(readable("carla", "everyday-work")).containsExactly(
                "anticoagulation-guideline",
                "clinic-roster",
                "hand-hygiene",
                "visiting-hours");
        assertThat(readable("oskar", "treatment")).containsExactly(
                "anticoagulation-guideline",
                "clinic-roster",
                "hand-hygiene",
                "visiting-hours");
    }

    @Test
    void anEmergencyOpensPatientFilesButNotAgainstAnAclOrAClearance() {
        var emergency = new AccessRequest(
                subject("carla"),
                new Purpose("treatment"),
                new Channel("web"),
                new ModelId(OWN),
                Given.NOW,
                true);
        var permit = (Permit) policies.decide(emergency);
        assertThat(readable(permit)).contains("patient-p-1004-psychiatry", "patient-p-1006-cardiology")
                .doesNotContain("patient-p-1003-oncology", "patient-p-1001-discharge-letter");
        assertThat(permit.obligations().requestsPerMinute()).hasValue(30);
    }

    @Test
    void theTenantsNeverSeeEachOther() {
        for (var person : World.people()) {
            for (var purpose : List.of("everyday-work", "treatment", "audit")) {
                if (policies.decide(request(person.id(), purpose, OWN)) instanceof Permit permit) {
                    assertThat(readable(permit)).as(person.id())
                            .allSatisfy(id -> assertThat(World.document(id).tenant()).isEqualTo(person.tenant()));
                }
            }
        }
    }

    @Test
    void modelsGetNothingAboveTheirCeilingAndNoPersonalDataAbroad() {
        var abroad = (Permit) policies.decide(request("hana", "everyday-work", "us-frontier"));
        assertThat(readable(abroad)).contains("remote-work")
                .doesNotContain("salary-table-2026", "mandatory-training-2026", "payroll-contacts");
        var hosted = (Permit) policies.decide(request("hana", "everyday-work", "eu-hosted"));
        assertThat(readable(hosted)).contains("salary-table-2026", "mandatory-training-2026", "payroll-contacts");
    }

    @Test
    void questionsAboutPatientsGoToOwnModelsAndOthersSeemNotToExist() {
        var refused = (Deny) policies.decide(request("carla", "treatment", "eu-hosted"));
        var unknown = (Deny) policies.decide(request("carla", "treatment", "no-such-model"));
        assertThat(refused.hidden()).isTrue();
        assertThat(unknown.hidden()).isTrue();
        assertThat(policies.decide(request("carla", "treatment", OWN))).isInstanceOf(Permit.class);
    }

    @Test
    void contactDetailsAreForThoseWhoNeedThem() {
        var nobody = new Treatment.Pseudonym(Treatment.Restore.NOBODY);
        assertThat(treatments("alice", OWN)).containsEntry(EntityType.EMAIL_ADDRESS, nobody)
                .containsEntry(EntityType.IBAN_CODE, nobody)
                .containsEntry(EntityType.CREDIT_CARD, new Treatment.Remove())
                .containsEntry(EntityType.IP_ADDRESS, new Treatment.Mask(0));
        assertThat(treatments("nina", OWN)).doesNotContainKey(EntityType.EMAIL_ADDRESS)
                .containsEntry(EntityType.US_SSN, new Treatment.Remove());
        assertThat(treatments("erik", OWN)).doesNotContainKey(EntityType.IP_ADDRESS);
    }

    @Test
    void externalModelsGetPseudonymsThatTheSubjectSeesRestored() {
        var subject = new Treatment.Pseudonym(Treatment.Restore.SUBJECT);
        assertThat(treatments("nina", "eu-hosted")).containsEntry(EntityType.EMAIL_ADDRESS, subject);
        assertThat(treatments("alice", "eu-hosted"))
                .containsEntry(EntityType.EMAIL_ADDRESS, new Treatment.Pseudonym(Treatment.Restore.NOBODY));
        assertThat(treatments("erik", "eu-hosted")).containsEntry(EntityType.IP_ADDRESS, subject);
    }

    @Test
    void secretDocumentsMakeTheAnswerStricter() {
        var permit = (Permit) policies.decide(request("lena", "everyday-work", OWN));
        var secret = policies.schema().classification("secret").orElseThrow();
        var second = (Permit) permit.obligationsAt(secret);
        assertThat(second.obligations().redaction().treatments())
                .containsEntry(EntityType.IBAN_CODE, new Treatment.Remove());
        assertThat(permit.obligations().minimumCitations()).isEqualTo(1);
    }

    @Test
    void bothGatesAgreeOnEveryDocumentForEverybody() {
        for (var person : World.people()) {
            for (var purpose : List.of("everyday-work", "treatment", "audit")) {
                for (var model : List.of("caller", OWN, "eu-hosted", "us-frontier")) {
                    if (policies.decide(request(person.id(), purpose, model)) instanceof Permit permit) {
                        for (var document : World.documents()) {
                            var record = record(document);
                            assertThat(permit.filter().matches(record))
                                    .as("%s %s %s %s", person.id(), purpose, model, document.id())
                                    .isEqualTo(permit.admission().admits(record));
                        }
                    }
                }
            }
        }
    }

    @Test
    void noSubjectNeedsALargeFilter() {
        var permit = (Permit) policies.decide(request("carla", "treatment", OWN));
        assertThat(permit.filter().toString().length()).isLessThan(20_000);
    }

    private static Map<EntityType, Treatment> treatments(String person, String model) {
        return ((Permit) policies.decide(request(person, "everyday-work", model))).obligations().redaction()
                .treatments();
    }

    private static Set<String> readable(String person, String purpose) {
        return readable((Permit) policies.decide(request(person, purpose, OWN)));
    }

    private static Set<String> readable(Permit permit) {
        return World.documents()
                .stream()
                .filter(document -> permit.admission().admits(record(document)))
                .map(WorldDocument::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static AccessRequest request(String person, String purpose, String model) {
        return request(World.person(person).claims(), purpose, model);
    }

    private static AccessRequest request(Map<String, Object> claims, String purpose, String model) {
        return new AccessRequest(
                Given.subject(claims),
                new Purpose(purpose),
                new Channel("web"),
                model.equals("caller") ? ModelId.CALLER : new ModelId(model),
                Given.NOW,
                false);
    }

    private static io.sallyport.identity.Subject subject(String person) {
        return Given.subject(World.person(person).claims());
    }

    private static Map<String, Object> claimsWithout(Person person, String claim) {
        var claims = new HashMap<>(person.claims());
        claims.remove(claim);
        return claims;
    }

    private static Map<String, Object> claims(String person, String claim, Object value) {
        var claims = new HashMap<>(World.person(person).claims());
        claims.put(claim, value);
        return claims;
    }

    /// The record ingest would write.
    private static Document record(WorldDocument document) {
        var classification = policies.schema().classification(document.classification().toString()).orElseThrow();
        var attributes = new HashMap<String, Object>();
        document.attributes().forEach((name, value) -> attributes.put(name, typed(name, value)));
        attributes.put(Schema.TENANT, document.tenant());
        attributes.put(Schema.CLASSIFICATION, (long) classification.rank());
        attributes.put(Schema.UPDATED_AT, document.updatedAt());
        return new Document(
                new DocumentId(new Tenant(document.tenant()), new Collection(document.collection()), document.id()),
                new DocumentVersion("1"),
                document.title(),
                document.uri().toString(),
                classification,
                new Acl(principals(document.allow()), principals(document.deny())),
                attributes,
                document.updatedAt());
    }

    private static Object typed(String name, Object value) {
        boolean isTime = policies.schema().field(name).filter(field -> field.type() == FieldType.TIMESTAMP).isPresent();
        return isTime && value instanceof String text ? Instant.parse(text) : value;
    }

    private static Set<Principal> principals(List<String> lines) {
        return lines.stream().map(Principal::new).collect(Collectors.toSet());
    }
}
