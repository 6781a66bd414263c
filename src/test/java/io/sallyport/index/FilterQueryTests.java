package io.sallyport.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.AccessFilter.Relation;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;

class FilterQueryTests {

    private static final Field TAGS = Samples.field("tags");
    private static final Field REGION = Samples.field("region");

    @Test
    void anEmptyAlternativeFindsNothing() {
        assertThat(json(new AccessFilter.Or(List.of()))).isEqualTo("{\"match_none\":{}}");
    }

    @Test
    void noBoolIsEverEmptyOrLeavesItsAlternativesOptional() {
        var either = new AccessFilter.Or(List.of(AccessFilter.term(TAGS, "a"), new AccessFilter.Exists(REGION)));
        assertThat(json(either)).contains("\"minimum_should_match\":\"1\"");
        assertThat(json(new AccessFilter.And(List.of()))).isEqualTo("{\"match_all\":{}}");
        assertThat(json(new AccessFilter.Not(new AccessFilter.And(List.of())))).contains("must_not", "match_all");
    }

    @Test
    void aSubsetCountsTheStoredElements() {
        assertThat(json(new AccessFilter.Subset(TAGS, Set.of("a"))))
                .contains("terms_set", "\"minimum_should_match_field\":\"acl.tags_count\"",
                        "\"minimum_should_match\":\"1\"");
        assertThat(json(new AccessFilter.Subset(TAGS, Set.of()))).doesNotContain("terms_set")
                .contains("acl.tags_count");
    }

    @Test
    void valuesStayValues() {
        assertThat(json(AccessFilter.term(REGION, "eu\"}},{\"match_all\":{}}")))
                .contains("eu\\\"}},{\\\"match_all\\\":{}}");
    }

    @Test
    void aFieldTheIndexLacksIsRefused() {
        var unknown = new Field("department", FieldType.STRING, false, "acl.department");
        assertRefused(new AccessFilter.Not(new AccessFilter.Exists(unknown)), "acl.department");
    }

    @Test
    void aFieldOfAnotherTypeIsRefused() {
        var retyped = new Field("region", FieldType.INT, false, "acl.region");
        assertRefused(new AccessFilter.Exists(retyped), "acl.region of type int");
    }

    @Test
    void moreTermsThanTheIndexTakesAreRefused() {
        assertRefused(new AccessFilter.Terms(REGION, words(65_537)), "65,536");
        assertThat(json(new AccessFilter.Terms(REGION, words(65_536)))).contains("terms");
    }

    @Test
    void deepNestingIsRefused() {
        AccessFilter filter = new AccessFilter.Exists(REGION);
        for (int depth = 0; depth < 30; depth++) {
            filter = new AccessFilter.And(List.of(filter));
        }
        assertRefused(filter, "nested");
    }

    @Test
    void halfASurrogatePairAsPrefixIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessFilter.Prefix(REGION, "\uD83D"));
    }

    private static void assertUnmade(Field field, Object bound) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessFilter.Range(field, Relation.LESS, bound));
    }

    @Test
    void incomparableBoundsAreRefused() {
        assertUnmade(REGION, 1L);
        assertUnmade(Samples.field("pages"), java.time.Instant.EPOCH);
        assertUnmade(Samples.field("score"), Double.NaN);
    }

    @Test
    void timestampsAreSentAsMilliseconds() {
        var range = new AccessFilter.Range(
                Samples.field("embargoUntil"), Relation.GREATER, java.time.Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(json(range)).contains("\"gte\":1767225600001", "\"format\":\"epoch_millis\"");
    }

    private static void assertRefused(AccessFilter filter, String naming) {
        assertThatThrownBy(() -> json(filter)).isInstanceOf(IndexUnavailable.class).hasMessageContaining(naming);
    }

    private static Set<Object> words(int count) {
        return IntStream.range(0, count).mapToObj(at -> "w" + at).collect(Collectors.toSet());
    }

    private static String json(AccessFilter filter) {
        return co.elastic.clients.json.JsonpUtils.toJsonString(
                FilterQuery.of(filter, Samples.SCHEMA),
                new co.elastic.clients.json.jackson.Jackson3JsonpMapper());
    }
}
