package io.sallyport.policy;

import static io.sallyport.policy.Given.obligation;
import static io.sallyport.policy.Given.rule;
import static io.sallyport.policy.Given.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bundle whose own tests fail, or cannot be read, does not load.
class OwnTestRunTests {

    private static final String CAST = """
            apiVersion: sallyport/v1
            kind: PolicyTest
            metadata: { name: cases, owner: tests@sallyport.example }
            spec:
              now: "2026-11-20T10:00:00Z"
              subjects:
                anna: { id: anna, tenant: acme, clearance: confidential, roles: [staff], region: eu, groups: [finance] }
                nobody: { tenant: acme }
              documents:
                memo:  { tenant: acme, classification: internal, audience: [all] }
                plan:  { tenant: acme, classification: secret, audience: [all] }
                held:  { tenant: acme, classification: internal, audience: [all], tags: [hold] }
                other: { tenant: other, classification: public, audience: [all] }
                bare:  { tenant: acme, audience: [all] }
                books: { tenant: acme, classification: internal, audience: [all], acl: { allow: ["group:finance"], deny: ["user:eve"] } }
              cases:
            """;

    private static final Map<String, String> RULES = Map.of(
            "10-request.yaml",
            rules("RequestPolicy", rule("staff", "allow", "'staff' in subject.roles"),
                    rule("at-night", "deny", "request.hour < 6")),
            "20-retrieval.yaml",
            rules("RetrievalPolicy",
                    rule("cleared", "allow",
                            "document.tenant == subject.tenant && document.classification <= subject.clearance"),
                    rule("hold", "deny", "'hold' in document.tags")),
            "40-obligations.yaml",
            rules("ObligationPolicy",
                    obligation("all", "true",
                            "{ redact: { entities: [BANK], treatment: mask }, citations: { minimum: 2 } }"),
                    obligation("external", "model.hosting == 'external'", "{ limits: { maxDocuments: 5 } }")));

    @TempDir
    private Path folder;

    @Test
    void casesThatHoldLoadAndSayWhatTheyCover() {
        var policies = load(
                test("sees the own", "anna", "everyday-work", "local",
                        "{ request: allow, rule: staff, documents: [memo, books], redact: [BANK], citations: 2 }"),
                test("no role", "nobody", "everyday-work", "local", "{ request: deny }"));
        assertThat(policies.coverage().cases()).isEqualTo(2);
        assertThat(policies.coverage().rules()).isEqualTo(7);
        assertThat(policies.coverage().neverTrue()).extracting(RuleReference::toString)
                .containsExactly("10-request.yaml#at-night", "40-obligations.yaml#external");
    }

    @Test
    void withoutTestsNoRuleIsCovered() {
        assertThat(Given.loadWith(folder, RULES).coverage())
                .satisfies(coverage -> assertThat(coverage.neverTrue()).hasSize(coverage.rules()));
    }

    @Test
    void aDocumentThatIsWithheldIsReportedWithTheRuleThatWithholdsIt() {
        assertThat(
                problems(test("x", "anna", "p", "local", "{ request: allow, documents: [memo, books, held, plan] }")))
                .containsExactly("cases.yaml:21:44: spec.cases[0].expect.documents: case 'x': expected documents"
                        + " [books, held, memo, plan], got [books, memo]; held is withheld by rule"
                        + " 20-retrieval.yaml#hold; plan is withheld: No retrieval rule allows this document.");
    }

    @Test
    void aDocumentThatIsAdmittedUnexpectedlyIsReportedWithTheRulesThatAdmitIt() {
        assertThat(problems(test("x", "anna", "p", "local", "{ request: allow, documents: [memo] }")))
                .containsExactly(
                        "cases.yaml:21:44: spec.cases[0].expect.documents: case 'x': expected documents [memo],"
                                + " got [books, memo]; books is admitted by rule 20-retrieval.yaml#cleared,"
                                + " 30-models.yaml#up-to-the-ceiling");
    }

    @Test
    void whatAclAndMissingAttributesWithholdIsToldApart() {
        assertThat(problems(test("x", "anna", "p", "local", "{ request: allow, documents: [memo, books, bare] }")))
                .singleElement().asString()
                .endsWith("bare is withheld: The document has no 'classification', which the vocabulary requires.");
        assertThat(problems(test("x", "nobody", "p", "local", "{ request: allow }")))
                .containsExactly(
                        "cases.yaml:21:26: spec.cases[0].expect.request: case 'x': expected request allow, got deny"
                                + " (No rule allows this request.)");
    }

    @Test
    void aRequestThatIsDecidedOtherwiseIsReportedWithItsRule() {
        assertThat(problems(test("x", "anna", "p, hour: 3", "local", "{ request: allow }"))).singleElement().asString()
                .endsWith("expected request allow, got deny by rule 10-request.yaml#at-night (Reason of at-night.)");
        assertThat(problems(test("x", "anna", "p", "local", "{ request: deny, rule: at-night }"))).singleElement()
                .asString().endsWith("expected request deny, got allow by rule 10-request.yaml#staff");
        assertThat(problems(test("x", "anna", "p, hour: 3", "local", "{ request: deny, rule: staff }"))).singleElement()
                .asString().endsWith("expected rule staff, got 10-request.yaml#at-night");
        assertThat(problems(test("x", "nobody", "p", "local", "{ request: deny, rule: at-night }"))).singleElement()
                .asString().endsWith("expected rule at-night, got none");
    }

    @Test
    void obligationsThatDifferAreReported() {
        assertThat(problems(test("x", "anna", "p", "remote",
                "{ request: allow, redact: [IBAN_CODE], citations: 1, limits: { requestsPerMinute: 3, maxDocuments: 6 } }")))
                .extracting(problem -> problem.substring(problem.indexOf("case ")))
                .containsExactly(
                        "case 'x': expected redact [IBAN_CODE], got [CREDIT_CARD, IBAN_CODE]",
                        "case 'x': expected citations 1, got 2",
                        "case 'x': expected requestsPerMinute 3, got unlimited",
                        "case 'x': expected maxDocuments 6, got 5");
        assertThat(problems(test("x", "anna", "p", "local", "{ request: allow, redact: { BANK: remove } }")))
                .singleElement().asString()
                .endsWith("expected redact [CREDIT_CARD: remove, IBAN_CODE: remove], got"
                        + " [CREDIT_CARD: mask, IBAN_CODE: mask]");
    }

    @Test
    void theRightTreatmentInWordsHolds() {
        assertThat(problems(test("x", "anna", "p", "local", "{ request: allow, redact: { BANK: mask } }"))).isEmpty();
    }

    @Test
    void unknownNamesAreReportedWithASuggestion() {
        assertThat(problems("""
                    - name: x
                      subject: ana
                      request: { purpose: p, chanel: web }
                      model: locl
                      expect: { request: allow, rule: staf, documents: [mem], redact: [BNK], citation: 1 }
                """)).containsExactly(
                "cases.yaml:18:16: spec.cases[0].subject: unknown subject 'ana', did you mean 'anna'?",
                "cases.yaml:19:30: spec.cases[0].request.chanel: unknown key 'chanel', did you mean 'channel'?",
                "cases.yaml:20:14: spec.cases[0].model: unknown model 'locl', did you mean 'local'?",
                "cases.yaml:21:39: spec.cases[0].expect.rule: unknown rule 'staf', did you mean 'staff'?",
                "cases.yaml:21:57: spec.cases[0].expect.documents[0]: unknown document 'mem', did you mean 'memo'?",
                "cases.yaml:21:72: spec.cases[0].expect.redact[0]: no detector for 'BNK', did you mean 'BANK'?",
                "cases.yaml:21:78: spec.cases[0].expect.citation: unknown key 'citation', did you mean 'citations'?");
    }

    @Test
    void valuesThatAreNotOfTheVocabularysTypesAreReported() {
        var files = new TreeMap<>(RULES);
        files.put("cases.yaml", CAST.replace("nobody: { tenant: acme }",
                "nobody: { tenant: acme, clearence: public, age: \"3\", weight: x, since: monday, roles: staff }")
                .replace("bare:  { tenant: acme,",
                        "bare:  { classification: top, pages: 1.5, draft: yes, acl: { deny: [eve] },")
                + test("x", "anna", "p", "local", "{ request: allow }"));
        assertThat(problems(files)).extracting(problem -> problem.replaceFirst("^cases.yaml:\\d+:\\d+: spec.", ""))
                .containsExactlyInAnyOrder(
                        "subjects.nobody.clearence: unknown key 'clearence', did you mean 'clearance'?",
                        "subjects.nobody.age: expected a whole number",
                        "subjects.nobody.weight: expected a number",
                        "subjects.nobody.since: expected a time such as 2026-01-31T12:00:00Z",
                        "subjects.nobody.roles: expected a list",
                        "documents.bare.classification: expected one of public, internal, confidential, secret",
                        "documents.bare.pages: expected a whole number",
                        "documents.bare.draft: expected true or false",
                        "documents.bare.acl: missing 'allow'",
                        "documents.bare.acl.deny[0]: expected user:…, group:…, role:… or everyone");
    }

    @Test
    void whatOnlyAPermitHasIsNotExpectedOfADenial() {
        assertThat(problems(test("x", "nobody", "p", "local", "{ request: deny, documents: [], citations: 1 }")))
                .extracting(problem -> problem.substring(problem.indexOf("expect.")))
                .containsExactly(
                        "expect.documents: documents is for request: allow only",
                        "expect.citations: citations is for request: allow only");
    }

    @Test
    void aCaseNeedsAllItsPartsAndANameOfItsOwn() {
        assertThat(problems("    - { name: x }\n",
                "    - { name: x, subject: anna, request: {}, model: local, expect: {} }\n"))
                .extracting(problem -> problem.substring(problem.indexOf("spec.")))
                .containsExactlyInAnyOrder(
                        "spec.cases[0]: missing 'subject'",
                        "spec.cases[0]: missing 'request'",
                        "spec.cases[0]: missing 'model'",
                        "spec.cases[0]: missing 'expect'",
                        "spec.cases[1].name: duplicate case 'x' (first at line 17)",
                        "spec.cases[1].request: missing 'purpose'",
                        "spec.cases[1].expect: missing 'request'");
    }

    @Test
    void timeAndHourMustNotContradictEachOther() {
        assertThat(
                problems(test("x", "anna", "p, time: \"2026-11-20T03:00:00Z\", hour: 9", "local", "{ request: deny }")))
                .containsExactly(
                        "cases.yaml:19:66: spec.cases[0].request.hour: request.time is in another hour of zone Z;"
                                + " state one of both");
        assertThat(problems(test("x", "anna", "p, time: \"2026-11-20T03:00:00Z\"", "local",
                "{ request: deny, rule: 10-request.yaml#at-night }"))).isEmpty();
    }

    @Test
    void testsAreReadButNotRunWhileTheRulesHaveProblems() {
        var files = new TreeMap<>(RULES);
        files.put("50-bad.yaml", rules("RetrievalPolicy", rule("bad", "deny", "document.nonsense")));
        files.put("cases.yaml", CAST + test("x", "ana", "p", "local", "{ request: deny }"));
        assertThat(problems(files)).containsExactly(
                "50-bad.yaml:10:17: spec.rules[0].when: undefined field 'nonsense'",
                "cases.yaml:18:16: spec.cases[0].subject: unknown subject 'ana', did you mean 'anna'?");
    }

    @Test
    void whatTestsMayCostIsBounded() {
        assertThat(problems(IntStream.range(0, 501)
                .mapToObj(number -> test("case " + number, "anna", "p", "local", "{ request: allow }"))
                .toArray(String[]::new))).containsExactly("cases.yaml:17:5: spec.cases: expected 1 to 500 cases");
        var files = new TreeMap<>(RULES);
        files.put("cases.yaml", CAST + test("x", "nobody", "p", "local", "{ request: deny }"));
        for (var name : List.of("a", "b", "c")) {
            files.put(name + ".yaml", CAST + IntStream.range(0, 400)
                    .mapToObj(number -> test("case " + number, "anna", "p", "local", "{ request: allow }"))
                    .collect(Collectors.joining()));
        }
        assertThat(problems(files)).singleElement().asString().startsWith(
                "c.yaml:5:3: spec: with this file the tests of the bundle have 1,200 cases");
    }

    @Test
    void whatTheCasesAskIsKeptEachOnceInTheirOrder() {
        var policies = load(
                test("one", "anna", "p", "local", "{ request: allow }"),
                test("two", "nobody", "p", "local", "{ request: deny }"),
                test("one again", "anna", "p", "local", "{ request: allow, citations: 2 }"),
                test("through another client", "anna", "p, clientId: portal", "local", "{ request: allow }"));
        assertThat(policies.samples())
                .extracting(sample -> sample.subject().id().value() + " " + sample.subject().client().value())
                .containsExactly("anna policy-test", "nobody policy-test", "anna portal");
        assertThat(Given.loadWith(folder.resolve("untested"), RULES).samples()).isEmpty();
    }

    @Test
    void aTimeOfTheDayIsMovedToAnotherDayInTheZoneOfHours() {
        var settings = new PolicySettings("policies", ZoneId.of("Europe/Berlin"), 1_000, 1_000);
        var files = new TreeMap<>(RULES);
        files.put("00-vocabulary.yaml", Given.VOCABULARY);
        files.put("30-models.yaml", Given.MODELS);
        var policies = Given.load(folder, files, settings);
        var afterMidnight = Instant.parse("2026-07-01T22:30:00Z");
        assertThat(policies.whatIf().today(Instant.parse("2026-11-20T10:00:00Z"), afterMidnight))
                .isEqualTo("2026-07-02T09:00:00Z");
    }

    private static String test(String name, String subject, String purpose, String model, String expect) {
        return """
                    - name: %s
                      subject: %s
                      request: { purpose: %s }
                      model: %s
                      expect: %s
                """.formatted(name, subject, purpose, model, expect);
    }

    private PolicySet load(String... cases) {
        var files = new TreeMap<>(RULES);
        files.put("cases.yaml", CAST + String.join("", cases));
        return Given.loadWith(folder, files);
    }

    private List<String> problems(String... cases) {
        var files = new TreeMap<>(RULES);
        files.put("cases.yaml", CAST + String.join("", cases));
        return problems(files);
    }

    private List<String> problems(Map<String, String> files) {
        var thrown = catchThrowableOfType(PolicyProblems.class, () -> Given.loadWith(folder, files));
        return thrown == null ? List.of() : thrown.problems().stream().map(Problem::toString).toList();
    }
}
