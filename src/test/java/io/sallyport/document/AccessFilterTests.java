package io.sallyport.document;

import static io.sallyport.document.AccessFilter.ALL;
import static io.sallyport.document.AccessFilter.NONE;
import static io.sallyport.document.AccessFilter.and;
import static io.sallyport.document.AccessFilter.not;
import static io.sallyport.document.AccessFilter.or;
import static io.sallyport.document.AccessFilter.term;
import static io.sallyport.document.AccessFilter.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.sallyport.document.AccessFilter.Relation;
import io.sallyport.identity.Tenant;

class AccessFilterTests {

    private static final Field REGION = new Field("region", FieldType.STRING, false, "acl.region");
    private static final Field TAGS = new Field("tags", FieldType.STRING_LIST, false, "acl.tags");
    private static final Field PAGES = new Field("pages", FieldType.INT, false, "acl.pages");
    private static final Field UNTIL = new Field("until", FieldType.TIMESTAMP, false, "acl.until");

    private static final AccessFilter EU = term(REGION, "eu");
    private static final AccessFilter LONG = new AccessFilter.Range(PAGES, Relation.GREATER, 9L);

    @Test
    void nothingToChooseFromIsNothing() {
        assertThat(or(List.of())).isEqualTo(NONE);
        assertThat(terms(REGION, Set.of())).isEqualTo(NONE);
        assertThat(new AccessFilter.Or(List.of()).matches(document(Map.of()))).isFalse();
    }

    @Test
    void nothingToFulfilIsEverything() {
        assertThat(and(List.of())).isEqualTo(ALL);
        assertThat(new AccessFilter.And(List.of()).matches(document(Map.of()))).isTrue();
    }

    @Test
    void noneAbsorbsAConjunctionAndAllADisjunction() {
        assertThat(and(EU, NONE, LONG)).isEqualTo(NONE);
        assertThat(or(EU, ALL, LONG)).isEqualTo(ALL);
        assertThat(and(EU, ALL)).isEqualTo(EU);
        assertThat(or(NONE, EU)).isEqualTo(EU);
    }

    @Test
    void nestingAndRepetitionDisappear() {
        assertThat(and(EU, and(LONG, EU))).isEqualTo(new AccessFilter.And(List.of(EU, LONG)));
        assertThat(or(LONG, or(LONG, EU))).isEqualTo(new AccessFilter.Or(List.of(LONG, EU)));
        assertThat(not(not(EU))).isEqualTo(EU);
        assertThat(not(ALL)).isEqualTo(NONE);
        assertThat(not(NONE)).isEqualTo(ALL);
    }

    @Test
    void termsOfOneFieldMergeInADisjunctionOnly() {
        var us = term(REGION, "us");
        assertThat(or(EU, us)).isEqualTo(terms(REGION, Set.of("eu", "us")));
        assertThat(and(EU, us).matches(document(Map.of("region", "eu")))).isFalse();
    }

    @Test
    void aNegationMatchesDocumentsWithoutTheField() {
        assertThat(not(EU).matches(document(Map.of()))).isTrue();
        assertThat(EU.matches(document(Map.of()))).isFalse();
    }

    @Test
    void listsMatchByAnyElementAndSubsetsByAll() {
        var ab = document(Map.of("tags", List.of("a", "b")));
        assertThat(term(TAGS, "a").matches(ab)).isTrue();
        assertThat(new AccessFilter.Prefix(TAGS, "b").matches(ab)).isTrue();
        assertThat(new AccessFilter.Subset(TAGS, Set.of("a")).matches(ab)).isFalse();
        assertThat(new AccessFilter.Subset(TAGS, Set.of("a", "b", "c")).matches(ab)).isTrue();
        assertThat(new AccessFilter.Subset(TAGS, Set.of()).matches(document(Map.of()))).isTrue();
        assertThat(new AccessFilter.Exists(TAGS).matches(document(Map.of("tags", List.of())))).isFalse();
    }

    @Test
    void anAclIsSearchedLikeAList() {
        var permitted = document(Map.of());
        assertThat(term(Schema.ALLOW, "everyone").matches(permitted)).isTrue();
        assertThat(term(Schema.DENY, "user:bob").matches(permitted)).isTrue();
        assertThat(term(Schema.DENY, "everyone").matches(permitted)).isFalse();
    }

    @Test
    void aValueOfAnotherTypeIsNoMatch() {
        assertThat(LONG.matches(document(Map.of("pages", "10")))).isFalse();
        assertThat(EU.matches(document(Map.of("region", 1L)))).isFalse();
    }

    @Test
    void aFilterHoldsValuesOfItsFieldsTypeOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> term(PAGES, "2"));
        assertThatIllegalArgumentException().isThrownBy(() -> term(TAGS, 2L));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessFilter.Range(PAGES, Relation.LESS, 2.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessFilter.Range(PAGES, Relation.LESS, Instant.EPOCH));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessFilter.Range(REGION, Relation.LESS, "eu"));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessFilter.Prefix(REGION, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessFilter.Prefix(PAGES, "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessFilter.Subset(REGION, Set.of("a")));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessFilter.Subset(TAGS, Set.of(1L)));
    }

    @Test
    void everyRelationHasAnOppositeAndAMirror() {
        for (var relation : Relation.values()) {
            for (long value : new long[]{1, 2, 3}) {
                var document = document(Map.of("pages", value));
                assertThat(new AccessFilter.Range(PAGES, relation, 2L).matches(document))
                        .isNotEqualTo(new AccessFilter.Range(PAGES, relation.opposite(), 2L).matches(document));
                assertThat(relation.holds(Long.compare(value, 2)))
                        .isEqualTo(relation.mirrored().holds(Long.compare(2, value)));
            }
        }
    }

    @Test
    void instantsAreComparedAsTheyAreStored() {
        var stored = document(Map.of("until", Instant.parse("2026-01-01T00:00:00.000999Z")));
        assertThat(term(UNTIL, Instant.parse("2026-01-01T00:00:00Z")).matches(stored)).isTrue();
    }

    private static Document document(Map<String, Object> attributes) {
        return new Document(
                new DocumentId(new Tenant("acme"), new Collection("docs"), "doc"),
                new DocumentVersion("1"),
                "A document",
                "",
                new Classification("public", 0),
                new Acl(Set.of(Principal.EVERYONE), Set.of(new Principal("user:bob"))),
                attributes,
                Instant.EPOCH);
    }
}
