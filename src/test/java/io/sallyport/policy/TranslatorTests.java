package io.sallyport.policy;

import static io.sallyport.policy.Given.claims;
import static io.sallyport.policy.Given.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Document;

/// Each form of the subset in both polarities, and what is refused.
class TranslatorTests {

    private static final Map<String, Object> KNOWN = Map.of(
            "roles",
            List.of("staff", "legal"),
            "region",
            "eu",
            "clearance",
            "confidential",
            "age",
            40,
            "weight",
            72.5,
            "since",
            "2026-01-01T00:00:00Z");

    private static final String UNTIL = "2026-06-01T00:00:00Z";

    /// Rule, document attributes, outcome.
    static Stream<Arguments> forms() {
        var none = Map.of();
        var eu = Map.of("region", "eu");
        var us = Map.of("region", "us");
        var ab = Map.of("tags", List.of("a", "b"));
        return Stream.of(
                // known parts
                row("true", none, "TRUE"),
                row("subject.region == 'us'", none, "FALSE"),
                row("subject.mfa", none, "ERROR"),
                row("!subject.mfa", none, "ERROR"),
                row("model.hosting == 'external' && request.purpose == 'everyday-work'", none, "TRUE"),
                // connectives
                row("!(document.region == 'eu')", eu, "FALSE"),
                row("!(document.region == 'eu')", us, "TRUE"),
                row("!(document.region == 'eu')", none, "ERROR"),
                row("document.region == 'eu' && subject.mfa", eu, "ERROR"),
                row("document.region == 'eu' && subject.mfa", us, "FALSE"),
                row("document.region == 'eu' || subject.mfa", eu, "TRUE"),
                row("document.region == 'eu' || subject.mfa", us, "ERROR"),
                row("document.region == 'eu' || document.draft", Map.of("draft", true), "TRUE"),
                row("document.region == 'eu' && document.draft", Map.of("draft", false), "FALSE"),
                row("document.draft ? document.region == 'eu' : document.pages > 3",
                        Map.of("draft", true, "region", "eu"), "TRUE"),
                row("document.draft ? document.region == 'eu' : document.pages > 3",
                        Map.of("draft", false, "pages", 3L), "FALSE"),
                row("document.draft ? document.region == 'eu' : true", none, "ERROR"),
                row("subject.mfa ? true : true", none, "ERROR"),
                // flags and presence
                row("document.draft", Map.of("draft", true), "TRUE"),
                row("document.draft", Map.of("draft", false), "FALSE"),
                row("document.draft", none, "ERROR"),
                row("document.draft == false", Map.of("draft", false), "TRUE"),
                row("has(document.region)", eu, "TRUE"),
                row("has(document.region)", none, "FALSE"),
                row("!has(document.region)", none, "TRUE"),
                row("has(document.draft)", Map.of("draft", false), "TRUE"),
                // equality
                row("document.region == subject.region", eu, "TRUE"),
                row("subject.region == document.region", us, "FALSE"),
                row("document.region == subject.region", none, "ERROR"),
                row("document.region != subject.region", us, "TRUE"),
                row("document.region != subject.region", eu, "FALSE"),
                row("document.region != subject.region", none, "ERROR"),
                row("document.pages == 3", Map.of("pages", 3L), "TRUE"),
                row("document.pages == subject.age / 0", Map.of("pages", 3L), "ERROR"),
                row("document.classification == level.internal", none, "TRUE"),
                row("document.classification == 7", none, "FALSE"),
                row("document.classification != 7", none, "TRUE"),
                row("document.until == timestamp('" + UNTIL + "')", Map.of("until", Instant.parse(UNTIL)), "TRUE"),
                row("document.until != subject.since", Map.of("until", Instant.parse(UNTIL)), "TRUE"),
                row("document.until == subject.since + duration('1ns')",
                        Map.of("until", Instant.parse("2026-01-01T00:00:00Z")), "FALSE"),
                // orderings
                row("document.classification <= subject.clearance", none, "TRUE"),
                row("document.classification > subject.clearance", none, "FALSE"),
                row("subject.clearance < document.classification", none, "FALSE"),
                row("document.classification < 9223372036854775807", none, "TRUE"),
                row("document.classification >= -9223372036854775807", none, "TRUE"),
                row("document.pages < 3", Map.of("pages", 3L), "FALSE"),
                row("document.pages <= 3", Map.of("pages", 3L), "TRUE"),
                row("document.pages > 2.5", Map.of("pages", 3L), "TRUE"),
                row("document.pages > 2.5", Map.of("pages", 2L), "FALSE"),
                row("document.pages < -2.5", Map.of("pages", -3L), "TRUE"),
                row("document.pages >= 3.0", Map.of("pages", 3L), "TRUE"),
                row("document.pages < 3", none, "ERROR"),
                row("document.score < 3", Map.of("score", 2.9), "TRUE"),
                row("document.score >= subject.weight", Map.of("score", 72.5), "TRUE"),
                row("0.0 <= document.score", Map.of("score", 0.0), "TRUE"),
                row("-0.0 < document.score", Map.of("score", 0.0), "FALSE"),
                row("document.until > request.time", Map.of("until", Instant.parse("2027-01-01T00:00:00Z")), "TRUE"),
                row("document.until > request.time", Map.of("until", Instant.parse(UNTIL)), "FALSE"),
                row("document.until < subject.since + duration('1ns')",
                        Map.of("until", Instant.parse("2026-01-01T00:00:00Z")), "TRUE"),
                row("document.until > subject.since - duration('1ns')",
                        Map.of("until", Instant.parse("2026-01-01T00:00:00Z")), "TRUE"),
                // scalar in list
                row("document.region in ['eu', 'uk']", eu, "TRUE"),
                row("document.region in ['eu', 'uk']", us, "FALSE"),
                row("document.region in ['eu', 'uk']", none, "ERROR"),
                row("document.region in []", eu, "FALSE"),
                row("!(document.region in [])", eu, "TRUE"),
                row("document.region in []", none, "ERROR"),
                row("document.region in subject.roles.filter(r, r == 'eu')", eu, "FALSE"),
                row("document.pages in [1, 2, 3]", Map.of("pages", 3L), "TRUE"),
                row("document.classification in [0, 7]", none, "FALSE"),
                row("document.region in [subject.roles[9]]", eu, "ERROR"),
                // prefix
                row("document.owner.startsWith('an')", Map.of("owner", "anna"), "TRUE"),
                row("document.owner.startsWith('an')", Map.of("owner", "Anna"), "FALSE"),
                row("document.owner.startsWith('')", Map.of("owner", ""), "TRUE"),
                row("document.owner.startsWith('')", none, "ERROR"),
                row("document.owner.startsWith('*')", Map.of("owner", "anna"), "FALSE"),
                // list fields
                row("'a' in document.tags", ab, "TRUE"),
                row("'c' in document.tags", ab, "FALSE"),
                row("!('c' in document.tags)", none, "TRUE"),
                row("subject.roles[9] in document.tags", none, "ERROR"),
                row("sets.intersects(document.tags, ['b', 'c'])", ab, "TRUE"),
                row("sets.intersects(['c'], document.tags)", ab, "FALSE"),
                row("sets.intersects(document.tags, [])", ab, "FALSE"),
                row("sets.intersects(document.tags, [subject.roles[9]])", none, "ERROR"),
                row("subject.roles.exists(r, r in document.tags)", Map.of("tags", List.of("legal")), "TRUE"),
                row("subject.roles.exists(r, r in document.tags)", none, "FALSE"),
                row("document.tags.exists(t, t == 'a')", ab, "TRUE"),
                row("document.tags.exists(t, 'c' == t)", ab, "FALSE"),
                row("document.tags.exists(t, t in subject.roles)", none, "FALSE"),
                row("document.tags.exists(t, t == 'x' || t.startsWith('a') || t in ['z'])", ab, "TRUE"),
                row("document.tags.exists(t, t == subject.roles[9])", none, "FALSE"),
                row("document.tags.exists(t, t == subject.roles[9])", ab, "ERROR"),
                row("document.audience.exists(t, t == 'all')", none, "TRUE"),
                row("document.tags.all(t, t in ['a', 'b', 'c'])", ab, "TRUE"),
                row("document.tags.all(t, t in ['a'])", ab, "FALSE"),
                row("document.tags.all(t, t in [])", none, "TRUE"),
                row("document.tags.all(t, t in [])", ab, "FALSE"),
                row("document.tags.all(t, t in [subject.roles[9]])", none, "TRUE"),
                row("document.tags.all(t, t in [subject.roles[9]])", ab, "ERROR"),
                row("sets.contains(['a', 'b'], document.tags)", ab, "TRUE"),
                row("sets.contains(['a'], document.tags)", ab, "FALSE"),
                row("sets.contains([], document.tags)", none, "TRUE"),
                // strict: unlike all(), an error here denies a document without tags as well
                row("sets.contains([subject.roles[9]], document.tags)", none, "ERROR"),
                // unrolled
                row("subject.roles.exists(r, document.region == r || document.owner == r)", Map.of("owner", "legal"),
                        "TRUE"),
                row("subject.roles.exists(r, document.region == r || document.owner == r)", Map.of("owner", "x"),
                        "ERROR"),
                row("subject.roles.exists(r, document.region == r || document.owner == r)",
                        Map.of("owner", "legal", "region", "x"), "TRUE"),
                row("subject.roles.all(r, document.owner != r)", Map.of("owner", "x"), "TRUE"),
                row("subject.roles.all(r, document.owner != r)", Map.of("owner", "legal"), "FALSE"),
                row("['eu', 'us'].exists(x, x == subject.region && document.region == x)", eu, "TRUE"),
                row("[1, 2].all(x, document.pages > x)", Map.of("pages", 3L), "TRUE"),
                row("subject.roles.exists(r, document.tags.exists(t, t == r))", Map.of("tags", List.of("staff")),
                        "TRUE"),
                row("[].exists(x, document.draft)", none, "FALSE"));
    }

    private static Arguments row(String rule, Map<?, ?> attributes, String outcome) {
        return Arguments.of(rule, attributes, outcome);
    }

    @ParameterizedTest(name = "{0} on {1} is {2}")
    @MethodSource("forms")
    void bothPolaritiesAgreeWithCel(String when, Map<String, Object> attributes, Outcome expected) throws NotPushable {
        var variables = Rulings.variables(KNOWN);
        var document = document(attributes);
        var ruling = Rulings.of(when);
        assertThat(ruling.original().outcome(with(variables, document))).as("CEL").isEqualTo(expected);
        assertThat(ruling.whenTrue(variables).matches(document)).as("T").isEqualTo(expected == Outcome.TRUE);
        assertThat(ruling.whenFalse(variables).matches(document)).as("F").isEqualTo(expected == Outcome.FALSE);
    }

    private static Map<String, Object> with(Map<String, Object> variables, Document document) {
        return Variables.with(
                variables,
                RuleLanguage.DOCUMENT,
                DocumentAttributes.of(document, Rulings.VOCABULARY.schema()).orElseThrow());
    }

    static Stream<Arguments> refused() {
        String elements = "exists() over a document list takes x == value, x in list, x.startsWith(text) and || of these only";
        return Stream.of(
                // hole 1: values of another type
                no("document.classification == dyn('2')", "a value of type dyn is compared with a field of type int"),
                no("document.region in ['eu', 2]",
                        "a value of type list(dyn) is compared with a field of type list(string)"),
                no("document.region in [dyn('eu')]",
                        "a value of type list(dyn) is compared with a field of type list(string)"),
                no("document.region in dyn(['eu'])",
                        "a value of type dyn is compared with a field of type list(string)"),
                no("dyn('a') in document.tags", "a value of type dyn is compared with a field of type string"),
                no("sets.intersects(document.tags, dyn(['a']))",
                        "a value of type dyn is compared with a field of type list(string)"),
                no("document.tags.all(t, t in dyn(['a']))",
                        "a value of type dyn is compared with a field of type list(string)"),
                no("document.tags.exists(t, t == dyn('a'))",
                        "a value of type dyn is compared with a field of type string"),
                no("document.pages < 2u",
                        "a value of type uint is compared with a field of type int"),
                no("document.pages == dyn(2.0)", "a value of type dyn is compared with a field of type int"),
                no("document.pages < dyn(2)", "a value of type dyn is compared with a field of type int"),
                no("dyn(document.region) == 'eu'", "dyn() on a document field cannot be pushed down"),
                // hole 2: other element bodies
                no("document.tags.exists(t, t != 'a')", elements),
                no("document.tags.exists(t, t == 'a' && t == 'b')", elements),
                no("document.tags.exists(t, !(t == 'a'))", elements),
                no("document.tags.exists(t, t == 'a' ? true : false)", elements),
                no("document.tags.exists(t, t == t)", elements),
                no("document.tags.exists(t, t in [t])", elements),
                no("document.tags.exists(t, t == document.region)", elements),
                no("document.tags.exists(t, 'a'.startsWith(t))", elements),
                no("document.tags.exists(t, subject.roles.exists(r, r == t))", elements),
                no("document.tags.exists(t, true)", elements),
                no("document.tags.all(t, t != 'a')", "all() over a document list takes 'x in list' only"),
                no("document.tags.all(t, t in document.audience)", elements),
                // hole 3: in on timestamps and doubles
                no("document.until in [request.time]", "in on a field of type timestamp cannot be pushed down"),
                no("document.score in [1.0]", "in on a field of type double cannot be pushed down"),
                no("document.draft in [true]", "in on a field of type bool cannot be pushed down"),
                // the rest
                no("document.region.matches('e.')", "matches() cannot be pushed down"),
                no("document.region.contains('e')", "contains() cannot be pushed down"),
                no("document.region.endsWith('u')", "endsWith() cannot be pushed down"),
                no("document.region == document.owner", "two document fields in one comparison cannot be pushed down"),
                no("document.region in document.tags", "two document fields in one comparison cannot be pushed down"),
                no("sets.intersects(document.tags, document.audience)",
                        "two document fields in one comparison cannot be pushed down"),
                no("document.owner.startsWith(document.region)",
                        "two document fields in one comparison cannot be pushed down"),
                no("document.pages + 1 > 3", "arithmetic on a document field cannot be pushed down"),
                no("-document.pages > 3", "arithmetic on a document field cannot be pushed down"),
                no("string(document.pages) == '3'", "string() on a document field cannot be pushed down"),
                no("size(document.tags) > 1", "size() cannot be pushed down"),
                no("document.tags.size() > 1", "size() cannot be pushed down"),
                no("document.tags[0] == 'a'", "index access on a document field cannot be pushed down"),
                no("document.tags.exists_one(t, t == 'a')", "exists_one() over a document field cannot be pushed down"),
                no("document.tags.filter(t, t == 'a') == []", "filter() over a document field cannot be pushed down"),
                no("'a' in document.tags.map(t, t)", "map() over a document field cannot be pushed down"),
                no("has(document.tags)",
                        "has() on a list cannot be pushed down, an index cannot tell an empty list from a missing one"),
                no("document.region < 'f'", "an ordering on a field of type string cannot be pushed down"),
                no("document.draft < true", "an ordering on a field of type bool cannot be pushed down"),
                no("document.score == 1.0", "equality on a double cannot be pushed down"),
                no("document.score != 1.0", "equality on a double cannot be pushed down"),
                no("document.tags == ['a']", "equality on a list cannot be pushed down"),
                no("document == document", "two document fields in one comparison cannot be pushed down"),
                no("document in [document]", "the document as a whole cannot be compared"),
                no("sets.contains(document.tags, ['a'])",
                        "sets.contains() with the document's list first cannot be pushed down"),
                no("sets.equivalent(document.tags, ['a'])", "sets.equivalent() cannot be pushed down"),
                no("document.until < timestamp('2026-01-01T00:00:00.0001Z')",
                        "a timestamp finer than milliseconds cannot be pushed down"),
                no("document.region == (document.draft ? 'a' : 'b')",
                        "two document fields in one comparison cannot be pushed down"),
                no("{'a': document.draft}.a", "this use of a document field cannot be pushed down"),
                no("[document.draft][0]", "index access on a document field cannot be pushed down"),
                no("[document.draft].exists(x, x)", "this use of a document field cannot be pushed down"));
    }

    private static Arguments no(String rule, String reason) {
        return Arguments.of(rule, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatAFilterCannotSayExactlyIsRefused(String when, String reason) {
        assertThatExceptionOfType(NotPushable.class).isThrownBy(() -> Rulings.of(when))
                .satisfies(refusal -> assertThat(refusal.reason())
                        .startsWith("not translatable to a search filter: " + reason));
    }

    @Test
    void nestedChoicesThatMultiplyClausesAreRefused() {
        String nested = "document.draft";
        for (int depth = 0; depth < 12; depth++) {
            nested = "(" + nested + " ? document.pages > 1 : document.pages < 9)";
        }
        String rule = nested;
        assertThatExceptionOfType(NotPushable.class).isThrownBy(() -> Rulings.of(rule))
                .withMessageContaining("more than 1,000 clauses");
    }

    @Test
    void deepNestingIsRefusedAndLongChainsAreNot() throws NotPushable {
        String deep = "document.draft";
        for (int depth = 0; depth < 12; depth++) {
            deep = "(document.draft || (document.pages > 1 && " + deep + "))";
        }
        String rule = deep;
        assertThatExceptionOfType(NotPushable.class).isThrownBy(() -> Rulings.of(rule))
                .withMessageContaining("nested deeper than 23");
        assertThat(Rulings.of("document.draft" + " && document.pages > 1".repeat(60))).isNotNull();
    }

    @Test
    void aValueOfAnotherJavaTypeThanItsStaticTypeIsAnError() throws NotPushable {
        var variables = new HashMap<>(Rulings.variables(claims()));
        variables.put("subject", Map.of("age", "2", "region", 2L, "roles", List.of("a", 2L)));
        for (var rule : List.of(
                "document.pages == subject.age",
                "document.pages < subject.age",
                "document.region == subject.region",
                "document.region in subject.roles",
                "sets.intersects(document.tags, subject.roles)",
                "document.owner.startsWith(subject.region)")) {
            var ruling = Rulings.of(rule);
            assertThat(ruling.whenTrue(variables)).as(rule).isEqualTo(AccessFilter.NONE);
            assertThat(ruling.whenFalse(variables)).as(rule).isEqualTo(AccessFilter.NONE);
        }
    }

    /// Bounds on which CEL and an index might round differently: narrower than CEL, in both polarities.
    @ParameterizedTest
    @ValueSource(strings = {"document.pages > -0.0", "document.pages < 9007199254740992.0", "document.pages >= -1e300",
            "document.score < 9007199254740993", "document.score < 1.0 / 0.0", "document.score > 0.0 / 0.0"})
    void aBoundThatCannotBeComparedExactlyMatchesNothing(String when) throws NotPushable {
        assertThat(Rulings.of(when).fill(Rulings.variables(claims()))).isEqualTo(Polar.ERROR);
    }

    @Test
    void notEqualNeverMatchesADocumentWithoutTheField() throws NotPushable {
        var variables = Rulings.variables(claims());
        assertThat(Rulings.of("document.region != 'eu'").whenTrue(variables).matches(document(Map.of()))).isFalse();
        assertThat(Rulings.of("document.region == 'eu'").whenFalse(variables).matches(document(Map.of()))).isFalse();
    }
}
