package io.sallyport.policy;

import static io.sallyport.policy.Given.obligation;
import static io.sallyport.policy.Given.rule;
import static io.sallyport.policy.Given.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with a folder is said all at once, with its place.
class PolicyLoaderTests {

    @TempDir
    private Path folder;

    @Test
    void everyProblemOfAFileIsReportedAtItsPlace() {
        assertThat(problems(Map.of("00-vocabulary.yaml", Given.VOCABULARY, "bad.yaml", """
                apiVersion: sallyport/v1
                kind: RetrievalPolicy
                metadata: { name: bad, owner: tests@sallyport.example }
                spec:
                  rules:
                    - id: cleared
                      effect: allow
                      reason: Misspelt field.
                      when: |
                        document.tenant == subject.tenant &&
                        document.clasification <= subject.clearance
                    - id: hold
                      effect: deny
                      reason: Outside the subset.
                      when: |
                        document.region.endsWith("u")
                    - id: types
                      effect: deny
                      reason: Types.
                      when: |
                        document.pages <= "3"
                    - id: hold
                      effect: deny
                      reason: The same id again.
                      when: |
                        false
                    - id: key
                      effect: forbid
                      reason: Misspelt key and effect.
                      wen: |
                        true
                """))).containsExactly(
                "bad.yaml:11:17: spec.rules[0].when: undefined field 'clasification'",
                "bad.yaml:16:33: spec.rules[1].when: not translatable to a search filter: endsWith() cannot be pushed "
                        + "down; index a derived keyword field or use startsWith()",
                "bad.yaml:21:24: spec.rules[2].when: found no matching overload for '_<=_' applied to '(int, string)'",
                "bad.yaml:22:11: spec.rules[3].id: duplicate rule id 'hold' (first at line 12)",
                "bad.yaml:27:7: spec.rules[4]: missing 'when'",
                "bad.yaml:28:15: spec.rules[4].effect: expected one of allow, deny",
                "bad.yaml:30:7: spec.rules[4].wen: unknown key 'wen', did you mean 'when'?");
    }

    @Test
    void problemsOfSeveralFilesAreSortedByFileAndPlace() {
        assertThat(
                problems(
                        Map.of(
                                "b.yaml",
                                "kind: Nonsense\n",
                                "a.yaml",
                                "[",
                                "00-vocabulary.yaml",
                                Given.VOCABULARY)))
                .containsExactly(
                        "a.yaml:1:2: not YAML: expected the node content, but found '<stream end>'",
                        "b.yaml:1:1: missing 'apiVersion'",
                        "b.yaml:1:1: missing 'metadata'",
                        "b.yaml:1:1: missing 'spec'",
                        "b.yaml:1:7: kind: expected one of Vocabulary, RequestPolicy, RetrievalPolicy, ModelPolicy, "
                                + "ObligationPolicy, PolicyTest");
    }

    @Test
    void theMessageOfTheExceptionListsAllProblems() {
        assertThatExceptionOfType(PolicyProblems.class).isThrownBy(() -> Given.load(folder, Map.of("a.yaml", "1\n")))
                .withMessage("""
                        %s: has no file of kind Vocabulary
                        a.yaml:1:1: expected a mapping of keys to values""".formatted(folder).replace("\n", "\n"));
    }

    @Test
    void aFolderWithoutAVocabularyDoesNotLoad() {
        assertThat(problems(Map.of("10.yaml", rules("RequestPolicy", rule("a", "allow", "true")))))
                .containsExactly(folder + ": has no file of kind Vocabulary");
    }

    @Test
    void aMissingFolderDoesNotLoad() {
        var missing = folder.resolve("nowhere");
        assertThatExceptionOfType(PolicyProblems.class)
                .isThrownBy(() -> new PolicyLoader(PolicySettings.defaults(), Given.ENTITIES).load(missing))
                .withMessageContaining(missing + ": is not a folder; expected one with policy files");
    }

    @Test
    void aSecondVocabularyIsAProblem() {
        assertThat(problems(Map.of("a.yaml", Given.VOCABULARY, "b.yaml", Given.VOCABULARY)))
                .containsExactly("b.yaml: kind: a second Vocabulary; the first is a.yaml");
    }

    @Test
    void anExpressionOutsideALiteralBlockIsAProblem() {
        String message = "expected an expression as literal block: '|' and the expression on the next, indented line";
        for (var value : List.of("true", "\"true\"", "'true'", ">\n        true", "|2\n        true", "{a: b}", "",
                "|\n", "[true]")) {
            assertThat(problems(with(rule("a", "allow", "true").replace("|\n        true", value)))).as(value)
                    .singleElement().asString().matches("20-rules.yaml:9:1[23]: .*")
                    .endsWith(": spec.rules[0].when: " + message);
        }
    }

    @Test
    void aHashInALiteralBlockIsPartOfTheExpression() {
        assertThat(problems(with(rule("a", "allow", "document.region == \"eu\" # && true"))))
                .singleElement()
                .asString()
                .startsWith("20-rules.yaml:10:33: spec.rules[0].when: token recognition error");
    }

    @Test
    void aHeaderThatChompsIsFineAndColumnsCountFromTheFile() {
        assertThat(problems(with(rule("a", "allow", "x").replace("|\n        x", "|-  # why\n\n             x"))))
                .containsExactly("20-rules.yaml:11:14: spec.rules[0].when: undeclared reference to 'x'");
    }

    @Test
    void celSyntaxErrorsAreShort() {
        assertThat(problems(with(rule("a", "allow", "document.region == (")))).containsExactly(
                "20-rules.yaml:10:29: spec.rules[0].when: mismatched input '<EOF>'");
    }

    @Test
    void anExpressionThatIsNoBooleanIsAProblem() {
        assertThat(problems(with(rule("a", "allow", "document.region")))).containsExactly(
                "20-rules.yaml:10:17: spec.rules[0].when: expected type 'bool' but found 'string'");
    }

    @Test
    void literalsAreChecked() {
        assertThat(
                problems(
                        with(
                                rule("a", "allow", "subject.region.matches(\"(\")"),
                                rule("b", "allow", "request.time > timestamp(\"soon\")"),
                                rule("c", "allow", "request.time + duration(\"long\") > request.time"))))
                .containsExactly(
                        "20-rules.yaml:10:32: spec.rules[0].when: not a regular expression: Unclosed group near index 1",
                        "20-rules.yaml:15:34: spec.rules[1].when: not a timestamp",
                        "20-rules.yaml:20:33: spec.rules[2].when: not a duration");
    }

    @Test
    void requestAndObligationRulesCannotReadADocument() {
        assertThat(
                problems(
                        Map.of(
                                "00-vocabulary.yaml",
                                Given.VOCABULARY,
                                "10.yaml",
                                rules("RequestPolicy", rule("a", "allow", "document.draft")),
                                "40.yaml",
                                rules("ObligationPolicy",
                                        obligation("b", "document.draft", "{ citations: { minimum: 1 } }")))))
                .containsExactly(
                        "10.yaml:10:9: spec.rules[0].when: undeclared reference to 'document'",
                        "40.yaml:9:9: spec.rules[0].when: undeclared reference to 'document'");
    }

    @Test
    void onlyObligationRulesReadTheHighestClassification() {
        assertThat(problems(with(rule("a", "allow", "request.classification > 1")))).containsExactly(
                "20-rules.yaml:10:16: spec.rules[0].when: undefined field 'classification'");
    }

    @Test
    void anElementVariableDoesNotHideAVariable() {
        assertThat(problems(with(rule("a", "allow", "subject.roles.exists(document, document == \"a\")"))))
                .containsExactly(
                        "20-rules.yaml:10:9: spec.rules[0].when: the element variable 'document' hides the variable of "
                                + "that name");
    }

    @Test
    void anchorsAliasesAndTagsAreRefused() {
        assertThat(problems(Map.of("00-vocabulary.yaml", Given.VOCABULARY, "a.yaml", """
                apiVersion: &version sallyport/v1
                kind: *version
                metadata: !!map {}
                spec:
                  <<: {}
                """))).containsExactly(
                "a.yaml:1:13: anchors are not allowed",
                "a.yaml:2:7: aliases are not allowed; write the value again",
                "a.yaml:3:11: tags are not allowed; quote a text that starts with '!'");
    }

    @Test
    void aMergeKeyIsAnUnknownKey() {
        assertThat(problems(with(rule("a", "allow", "true") + "      <<: {}\n"))).containsExactly(
                "20-rules.yaml:11:7: spec.rules[0].<<: unknown key '<<'");
    }

    @Test
    void duplicateKeysAreRefused() {
        assertThat(problems(with(rule("a", "allow", "true") + "      effect: deny\n"))).containsExactly(
                "20-rules.yaml:11:7: spec.rules[0].effect: duplicate key 'effect' (first at line 7)");
    }

    @Test
    void aFileHoldsOneDocument() {
        assertThat(problems(Map.of("00-vocabulary.yaml", Given.VOCABULARY + "---\nkind: PolicyTest\n")))
                .contains("00-vocabulary.yaml:38:1: expected one document in a file");
    }

    @Test
    void idsEffectsAndReasonsAreChecked() {
        assertThat(
                problems(
                        with(
                                rule("Hold", "alow", "true"),
                                rule("b", "allow", "true").replace("Reason of b.", "x".repeat(201)),
                                rule("c", "allow", "true").replace("Reason of c.", "~"))))
                .containsExactly(
                        "20-rules.yaml:6:11: spec.rules[0].id: expected text that matches [a-z][a-z0-9-]{0,62}",
                        "20-rules.yaml:7:15: spec.rules[0].effect: expected one of allow, deny, did you mean 'allow'?",
                        "20-rules.yaml:13:15: spec.rules[1].reason: expected a reason of up to 200 characters",
                        "20-rules.yaml:18:15: spec.rules[2].reason: expected a reason of up to 200 characters");
    }

    @Test
    void anUnknownVersionAndMetadataAreProblems() {
        assertThat(problems(Map.of("00-vocabulary.yaml", Given.VOCABULARY, "t.yaml", """
                apiVersion: sallyport/v2
                kind: ObligationPolicy
                metadata: { nam: t }
                spec: { rules: [] }
                """))).containsExactly(
                "t.yaml:1:13: apiVersion: expected one of sallyport/v1, did you mean 'sallyport/v1'?",
                "t.yaml:3:11: metadata: missing 'name'",
                "t.yaml:3:11: metadata: missing 'owner'",
                "t.yaml:3:13: metadata.nam: unknown key 'nam', did you mean 'name'?");
    }

    @Test
    void theVocabularyIsChecked() {
        assertThat(problems(Map.of("v.yaml", """
                apiVersion: sallyport/v1
                kind: Vocabulary
                metadata: { name: v, owner: tests@sallyport.example }
                spec:
                  levels: [public, public, 1st]
                  document:
                    tenant:    { type: text,         required: true,  index: acl.tenant }
                    updatedAt: { type: string,       required: false, index: acl.updated_at }
                    tags:      { type: list(string), required: yes,   index: tags }
                    a:         { type: list(string), required: false, index: acl.allow }
                    b:         { type: list(string), required: false, index: acl.b }
                    c:         { type: int,          required: false, index: acl.b_count }
                    1d:        { type: int,          required: false, index: acl.d }
                  subject:
                    id:  { type: string }
                    mfa: { type: bool, claim: mfa, maxItems: 0 }
                  request:
                    purpos: { type: string }
                    hour:   { type: string }
                  model:
                    hosting: { type: string }
                """))).containsExactly(
                "v.yaml:5:20: spec.levels[1]: duplicate level",
                "v.yaml:5:28: spec.levels[2]: expected text that matches [a-z][A-Za-z0-9_]{0,62}",
                "v.yaml:7:5: spec.document: missing 'classification'",
                "v.yaml:7:24: spec.document.tenant.type: expected one of string, level, int, bool, double, timestamp, "
                        + "list(string)",
                "v.yaml:8:16: spec.document.updatedAt: the gateway fills 'updatedAt'; expected type timestamp and "
                        + "required: true",
                "v.yaml:9:48: spec.document.tags.required: expected true or false",
                "v.yaml:9:62: spec.document.tags.index: expected text that matches acl\\.[a-z][a-z0-9_]{0,62}",
                "v.yaml:10:16: spec.document.a: index path acl.allow is taken by the ACL",
                "v.yaml:12:16: spec.document.c: index path acl.b_count is taken by 'b'",
                "v.yaml:13:5: spec.document.1d: expected a name that matches [a-z][A-Za-z0-9_]{0,62}",
                "v.yaml:15:10: spec.subject.id: missing 'claim'",
                "v.yaml:16:36: spec.subject.mfa.maxItems: maxItems is for lists only",
                "v.yaml:16:46: spec.subject.mfa.maxItems: expected a whole number from 1 to 50000",
                "v.yaml:18:5: spec.request.purpos: unknown key 'purpos', did you mean 'purpose'?",
                "v.yaml:19:13: spec.request.hour: the gateway fills 'hour'; expected type int",
                "v.yaml:21:5: spec.model: expected 'id: { type: string }'");
    }

    @Test
    void modelsStateEveryFieldOfTheVocabulary() {
        assertThat(problems(Map.of("00-vocabulary.yaml", Given.VOCABULARY, "m.yaml", """
                apiVersion: sallyport/v1
                kind: ModelPolicy
                metadata: { name: m, owner: tests@sallyport.example }
                spec:
                  models:
                    - { id: one, hosting: internal, ceiling: topmost }
                    - { id: two, ceiling: secret, host: x }
                    - { id: two, hosting: internal, ceiling: secret }
                  rules: []
                """))).containsExactly(
                "m.yaml:6:46: spec.models[0].ceiling: expected one of public, internal, confidential, secret",
                "m.yaml:7:7: spec.models[1]: missing 'hosting'",
                "m.yaml:7:35: spec.models[1].host: unknown key 'host'",
                "m.yaml:8:7: spec.models[2]: model 'two' is declared twice");
    }

    @Test
    void anObligationWithoutAHandlerOrDetectorIsAProblem() {
        assertThat(
                problems(
                        Map.of(
                                "00-vocabulary.yaml",
                                Given.VOCABULARY,
                                "o.yaml",
                                rules(
                                        "ObligationPolicy",
                                        obligation("a", "true",
                                                "{ retention: { text: P30D }, citation: {}, citations: { minimum: 0 } }"),
                                        obligation(
                                                "b",
                                                "true",
                                                "{ redact: { entities: [EMAIL_ADRESS, PERSON, BANK], treatment: hash } }"),
                                        obligation(
                                                "c",
                                                "true",
                                                "{ redact: { entities: [], treatment: mask, restore: subject, keepLast: 9 } }"),
                                        obligation("d", "true", "{ limits: {} }"),
                                        obligation("e", "true", "{}").replace("reason:",
                                                "effect: deny\n      reason:")))))
                .containsExactly(
                        "o.yaml:10:16: spec.rules[0].apply.retention: no handler for obligation 'retention'",
                        "o.yaml:10:43: spec.rules[0].apply.citation: unknown key 'citation', did you mean 'citations'?",
                        "o.yaml:10:79: spec.rules[0].apply.citations.minimum: expected a whole number from 1 to 100",
                        "o.yaml:15:37: spec.rules[1].apply.redact.entities[0]: no detector for 'EMAIL_ADRESS', did you "
                                + "mean 'EMAIL_ADDRESS'?",
                        "o.yaml:15:51: spec.rules[1].apply.redact.entities[1]: no detector for 'PERSON'",
                        "o.yaml:15:77: spec.rules[1].apply.redact.treatment: expected one of remove, mask, pseudonym, keep",
                        "o.yaml:20:36: spec.rules[2].apply.redact.entities: expected at least one entity type or group",
                        "o.yaml:20:57: spec.rules[2].apply.redact.restore: restore is for treatment pseudonym only",
                        "o.yaml:20:85: spec.rules[2].apply.redact.keepLast: expected a whole number from 0 to 4",
                        "o.yaml:25:24: spec.rules[3].apply.limits: expected requestsPerMinute or maxDocuments",
                        "o.yaml:27:7: spec.rules[4].effect: unknown key 'effect'",
                        "o.yaml:31:14: spec.rules[4].apply: expected at least one of redact, citations, limits");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(problems(Map.of("00-vocabulary.yaml", Given.VOCABULARY, "deep.yaml", "[".repeat(50_000))))
                .contains("deep.yaml:1:32: is nested deeper than any policy document");
    }

    @Test
    void aFileThatIsNoTextIsAProblem() throws IOException {
        Files.write(folder.resolve("x.yaml"), new byte[]{(byte) 0xc3, 0x28});
        Files.write(folder.resolve("big.yaml"), new byte[2 * 1024 * 1024]);
        assertThat(problems(Map.of("00-vocabulary.yaml", Given.VOCABULARY)))
                .containsExactly("big.yaml: is larger than 1 MiB", "x.yaml: is not UTF-8 text");
    }

    @Test
    void baseNamesAreUniqueBecauseRulesAreNamedByThem() {
        assertThat(
                problems(
                        Map.of(
                                "00-vocabulary.yaml",
                                Given.VOCABULARY,
                                "a/r.yaml",
                                rules("RequestPolicy", rule("a", "allow", "true")),
                                "b/r.yaml",
                                rules("RequestPolicy", rule("a", "allow", "true")))))
                .containsExactly("b/r.yaml: has the same base name as a/r.yaml");
    }

    @Test
    void aFileThatLooksLikeAPolicyButIsNotReadIsAProblem() {
        assertThat(problems(Map.of("00-vocabulary.yaml", Given.VOCABULARY, "deny.yml", "x", "README.md", "x")))
                .containsExactly("deny.yml: is not read; rename it to end with .yaml");
    }

    @Test
    void namesThatStartWithADotAreSkipped() {
        assertThat(
                problems(
                        Map.of(
                                "00-vocabulary.yaml",
                                Given.VOCABULARY,
                                "..data/00-vocabulary.yaml",
                                Given.VOCABULARY,
                                ".hidden.yaml",
                                "[")))
                .isEmpty();
    }

    @Test
    void aMountedConfigMapLoadsThroughItsLinks() throws IOException {
        Files.createDirectories(folder.resolve("..2026_11_20"));
        Files.writeString(folder.resolve("..2026_11_20/00-vocabulary.yaml"), Given.VOCABULARY);
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_20"));
        Files.createSymbolicLink(folder.resolve("00-vocabulary.yaml"), Path.of("..data/00-vocabulary.yaml"));
        assertThat(problems(Map.of())).isEmpty();
    }

    @Test
    void theRevisionIsThatOfPathsAndBytes() {
        var files = Map.of("00-vocabulary.yaml", Given.VOCABULARY);
        var revision = Given.load(folder.resolve("a"), files).revision();
        assertThat(Given.load(folder.resolve("b"), files).revision()).isEqualTo(revision);
        assertThat(Given.load(folder.resolve("c"), Map.of("01-vocabulary.yaml", Given.VOCABULARY)).revision())
                .isNotEqualTo(revision);
        assertThat(Given.load(folder.resolve("d"), Map.of("00-vocabulary.yaml", Given.VOCABULARY + "\n")).revision())
                .isNotEqualTo(revision);
        assertThat(revision.value()).hasSize(64);
    }

    @Test
    void ruleFilesAreFoundAtAnyDepth() {
        var policies = Given.loadWith(
                folder,
                Map.of("deep/er/20.yaml", rules("RetrievalPolicy", rule("all", "allow", "true"))));
        assertThat(Given.permit(policies, Given.request(Given.claims())).rulesFor(Given.document(Map.of())))
                .extracting(RuleReference::toString)
                .startsWith("20.yaml#all");
    }

    private static Map<String, String> with(String... rules) {
        return Map.of("00-vocabulary.yaml", Given.VOCABULARY, "20-rules.yaml", rules("RetrievalPolicy", rules));
    }

    private List<String> problems(Map<String, String> files) {
        var thrown = catchThrowableOfType(PolicyProblems.class, () -> Given.load(folder, files));
        return thrown == null ? List.of() : thrown.problems().stream().map(Problem::toString).toList();
    }
}
