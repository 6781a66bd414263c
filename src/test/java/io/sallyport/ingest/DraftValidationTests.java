package io.sallyport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.document.Acl;
import io.sallyport.document.Document;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.Schema;
import io.sallyport.identity.Tenant;
import io.sallyport.index.Samples;

class DraftValidationTests {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void aSoundDraftBecomesADocumentOfTheWritersTenant() {
        Document document = document(Drafts.with(Map.of("tags", List.of("budget", "budget", "move"), "region", "eu")));
        assertThat(document.id()).isEqualTo(Samples.id("budget"));
        assertThat(document.acl()).isEqualTo(Samples.ALL_STAFF);
        assertThat(document.attributes())
                .containsEntry("tenant", "halden")
                .containsEntry("classification", 1L)
                .containsEntry("tags", List.of("budget", "move"))
                .containsEntry("region", "eu");
        assertThat(document.updatedAt()).isEqualTo("2026-09-14T08:30:00Z");
    }

    @Test
    void theDateOfChangeIsNowWhenNotSentAndFillsTheVocabularysField() {
        var fields = new LinkedHashMap<>(Samples.SCHEMA.fields());
        fields.put("updatedAt", new Field("updatedAt", FieldType.TIMESTAMP, true, "acl.updated_at"));
        var schema = new Schema(Samples.SCHEMA.levels(), fields);
        Draft draft = Drafts.of("Rent.");
        var undated = new Draft(
                draft.title(), draft.uri(), draft.text(), draft.classification(), draft.acl(), Map.of(),
                Optional.empty());
        Document document = new DraftCheck(schema, Samples.HALDEN, CLOCK).document(Samples.FINANCE, "budget", undated);
        assertThat(document.updatedAt()).isEqualTo("2026-11-20T10:00:00.123Z");
        assertThat(document.attributes()).containsEntry("updatedAt", document.updatedAt());
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var empty = new Draft(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(),
                Optional.of("yesterday"));
        assertThat(rejected(empty).problems())
                .extracting(DraftProblem::pointer)
                .containsExactlyInAnyOrder("/title", "/text", "/classification", "/acl", "/updated_at");
    }

    @Test
    void anAbsentAclIsNotAnEmptyOne() {
        assertThat(pointers(Drafts.with(Optional.empty()))).containsExactly("/acl");
        assertThat(pointers(Drafts.with(Optional.of(new AclDraft(List.of(), List.of("everyone"))))))
                .containsExactly("/acl/allow");
    }

    @Test
    void everyUnknownPrincipalIsNamedByItsPlace() {
        var acl = new AclDraft(List.of("everyone", "team:x", "alice", "user:", "USER:alice", "*"),
                List.of("group:\uD83D"));
        assertThat(pointers(Drafts.with(Optional.of(acl))))
                .containsExactly("/acl/allow/1", "/acl/allow/2", "/acl/allow/3", "/acl/allow/4", "/acl/allow/5",
                        "/acl/deny/0");
    }

    @Test
    void aReplacingAclMayNameNobodyButNotNonsense() {
        assertThat(AclCheck.replacement(new AclDraft(List.of(), List.of())))
                .isEqualTo(new Acl(java.util.Set.of(), java.util.Set.of()));
        var rejected = catchThrowableOfType(
                DraftRejected.class, () -> AclCheck.replacement(new AclDraft(List.of("all"), List.of())));
        assertThat(rejected.problems()).extracting(DraftProblem::pointer).containsExactly("/allow/0");
    }

    static Stream<Arguments> wrongAttributes() {
        return Stream.of(
                Arguments.of("regoin", "eu", "did you mean region?"),
                Arguments.of("colour", "red", "not in the policy vocabulary"),
                Arguments.of("a/b~c", "x", "not in the policy vocabulary"),
                Arguments.of("tenant", "other", "filled by Sallyport"),
                Arguments.of("classification", "public", "filled by Sallyport"),
                Arguments.of("updatedAt", "2026-01-01T00:00:00Z", "filled by Sallyport"),
                Arguments.of("region", 5, "is text"),
                Arguments.of("region", List.of("eu"), "one value, not a list"),
                Arguments.of("region", Map.of("eu", 1), "is text"),
                Arguments.of("region", "\uD83D", "is text"),
                Arguments.of("region", "x".repeat(1_025), "is text"),
                Arguments.of("tags", "budget", "is a list"),
                Arguments.of("tags", List.of("a", 1), "is a list"),
                Arguments.of("tags", List.of(List.of("a")), "is a list"),
                Arguments.of("tags", Collections.nCopies(1_001, "a"), "is a list"),
                Arguments.of("pages", "5", "whole number"),
                Arguments.of("pages", 5.0, "whole number"),
                Arguments.of("pages", BigInteger.TWO.pow(63), "whole number"),
                Arguments.of("score", "0.5", "is a number"),
                Arguments.of("score", BigInteger.TEN.pow(400), "is a number"),
                Arguments.of("draft", "true", "true or false"),
                Arguments.of("draft", 1, "true or false"),
                Arguments.of("embargoUntil", 1_767_225_600_000L, "ISO 8601"),
                Arguments.of("embargoUntil", "2026-01-01", "ISO 8601"),
                Arguments.of("embargoUntil", "now+1d", "ISO 8601"),
                Arguments.of("embargoUntil", "+12026-01-01T00:00:00Z", "ISO 8601"));
    }

    @ParameterizedTest
    @MethodSource("wrongAttributes")
    void aWrongAttributeIsNamedWithWhatWasExpected(String name, Object value, String message) {
        DraftProblem problem = rejected(Drafts.with(name, value)).problems().getFirst();
        assertThat(problem.pointer()).isEqualTo("/attributes/" + name.replace("~", "~0").replace("/", "~1"));
        assertThat(problem.message()).contains(message);
    }

    @Test
    void aNullIsNoValue() {
        Draft draft = Drafts
                .with(JsonMapper.shared().readValue("{\"region\": null}", new TypeReference<Map<String, Object>>() {
                }));
        assertThat(rejected(draft).problems().getFirst().message()).contains("null");
    }

    @Test
    void numbersAndTimesKeepTheirExactValue() {
        var attributes = Map.<String, Object>of(
                "pages", 5, "score", 2, "draft", true, "embargoUntil", "2026-01-01T01:00:00.0009+01:00");
        assertThat(document(Drafts.with(attributes)).attributes())
                .containsEntry("pages", 5L)
                .containsEntry("score", 2.0)
                .containsEntry("draft", true)
                .containsEntry("embargoUntil", Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(document(Drafts.with("score", -0.0)).attributes()).containsEntry("score", 0.0);
        assertThat(document(Drafts.with("pages", Long.MAX_VALUE)).attributes()).containsEntry("pages", Long.MAX_VALUE);
    }

    @Test
    void aMissingRequiredAttributeIsNamed() {
        var fields = new LinkedHashMap<>(Samples.SCHEMA.fields());
        fields.put("team", new Field("team", FieldType.STRING, true, "acl.team"));
        var check = new DraftCheck(new Schema(Samples.SCHEMA.levels(), fields), Samples.HALDEN, CLOCK);
        var rejected = catchThrowableOfType(
                DraftRejected.class, () -> check.document(Samples.FINANCE, "budget", Drafts.of("Rent.")));
        assertThat(rejected.problems()).extracting(DraftProblem::pointer).containsExactly("/attributes/team");
    }

    @Test
    void anUnknownLevelIsAnsweredWithTheKnownOnes() {
        assertThat(classified("internl").message()).contains("public, internal", "did you mean internal?");
        assertThat(classified("TOP").message()).doesNotContain("did you mean");
    }

    @Test
    void titlesUrisTextsAndNamesHaveTheirBounds() {
        assertThat(pointers(titled(" "))).containsExactly("/title");
        assertThat(pointers(titled("x".repeat(501)))).containsExactly("/title");
        assertThat(pointers(titled("two\nlines"))).containsExactly("/title");
        assertThat(pointers(located("javascript:alert(1)"))).containsExactly("/uri");
        assertThat(pointers(located("DATA:text/html,x"))).containsExactly("/uri");
        assertThat(pointers(located("/relative"))).containsExactly("/uri");
        assertThat(pointers(located("https://x y"))).containsExactly("/uri");
        assertThat(document(located("")).uri()).isEmpty();
        assertThat(pointers(Drafts.of(" \n"))).containsExactly("/text");
        assertThat(pointers(Drafts.of("\uDE00"))).containsExactly("/text");
        assertThat(pointers(Drafts.of("é".repeat(1024 * 1024 + 1)))).containsExactly("/text");
        var rejected = catchThrowableOfType(DraftRejected.class,
                () -> check().document(Samples.FINANCE, "../x", Drafts.of("Rent.")));
        assertThat(rejected.problems()).extracting(DraftProblem::pointer).containsExactly("/id");
    }

    @Test
    void problemsNeverQuoteTheText() {
        assertThat(rejected(Drafts.with("region", List.of("a secret"))).getMessage()).doesNotContain("secret");
        assertThat(rejected(Drafts.with(Optional.of(new AclDraft(List.of("a secret"), List.of())))).getMessage())
                .doesNotContain("secret");
    }

    private static DraftProblem classified(String level) {
        Draft draft = Drafts.of("Rent.");
        return rejected(new Draft(
                draft.title(), draft.uri(), draft.text(), Optional.of(level), draft.acl(), Map.of(), draft.updatedAt()))
                .problems()
                .getFirst();
    }

    private static Draft titled(String title) {
        Draft draft = Drafts.of("Rent.");
        return new Draft(
                Optional.of(title), draft.uri(), draft.text(), draft.classification(), draft.acl(), Map.of(),
                draft.updatedAt());
    }

    private static Draft located(String uri) {
        Draft draft = Drafts.of("Rent.");
        return new Draft(
                draft.title(), Optional.of(uri), draft.text(), draft.classification(), draft.acl(), Map.of(),
                draft.updatedAt());
    }

    private static List<String> pointers(Draft draft) {
        return rejected(draft).problems().stream().map(DraftProblem::pointer).toList();
    }

    private static DraftRejected rejected(Draft draft) {
        return catchThrowableOfType(DraftRejected.class, () -> document(draft));
    }

    private static Document document(Draft draft) {
        return check().document(Samples.FINANCE, "budget", draft);
    }

    private static DraftCheck check() {
        return new DraftCheck(Samples.SCHEMA, new Tenant("halden"), CLOCK);
    }
}
