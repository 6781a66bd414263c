package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.FilterSize;
import io.sallyport.policy.FilterBudget.FilterTooLarge;

class FilterBudgetTests {

    private static final Field TAGS = new Field("tags", FieldType.STRING_LIST, false, "acl.tags");
    private static final Field UNTIL = new Field("until", FieldType.TIMESTAMP, false, "acl.until");

    @TempDir
    private Path folder;

    @Test
    void whatAnEngineComparesOneByOneCountsOneByOne() {
        assertThat(FilterSize.of(AccessFilter.terms(TAGS, words(500)))).isEqualTo(new FilterSize(1, 500, 1));
        assertThat(FilterSize.of(new AccessFilter.Subset(TAGS, words(500)))).isEqualTo(new FilterSize(502, 500, 1));
        assertThat(FilterSize.of(AccessFilter.term(UNTIL, Given.NOW))).isEqualTo(new FilterSize(2, 1, 1));
        var both = AccessFilter.and(new AccessFilter.Exists(TAGS), AccessFilter.not(AccessFilter.term(TAGS, "a")));
        assertThat(FilterSize.of(both)).isEqualTo(new FilterSize(4, 1, 3));
    }

    @Test
    void aFilterOfExactlyTheBudgetPasses() throws FilterTooLarge {
        var subset = new AccessFilter.Subset(TAGS, words(98));
        assertThat(new FilterBudget(100, 98).check(subset)).isEqualTo(subset);
        assertTooLarge(new FilterBudget(99, 98), subset);
        assertTooLarge(new FilterBudget(100, 97), subset);
    }

    @Test
    void aFilterNestedDeeperThanAnEngineTakesIsTooLarge() {
        AccessFilter filter = new AccessFilter.Exists(TAGS);
        for (int depth = 1; depth <= FilterSize.DEEPEST; depth++) {
            filter = new AccessFilter.Not(filter);
        }
        assertTooLarge(new FilterBudget(1_000, 1_000), filter);
    }

    @Test
    void tenThousandGroupsPassAndTheAclCountsThem() {
        var policies = Given.loadWith(folder, Map.of(
                "20-retrieval.yaml",
                Given.rules("RetrievalPolicy", Given.rule("all", "allow", "true"))));
        var permit = Given.permit(policies, Given.request(Given.claims("groups", groups(10_000))));
        assertThat(FilterSize.of(permit.filter()).terms()).isGreaterThan(20_000);
        var denied = Given.deny(policies, Given.request(Given.claims("groups", groups(33_000))));
        assertThat(denied.reason()).contains("larger access filter");
    }

    @Test
    void aListHeldAgainstTooManyValuesIsRefusedBeforeTheSearch() {
        var vocabulary = Given.VOCABULARY.replace("maxItems: 5 ", "maxItems: 50000 ");
        var policies = Given.loadWith(folder, Map.of(
                "00-vocabulary.yaml",
                vocabulary,
                "20-retrieval.yaml",
                Given.rules(
                        "RetrievalPolicy",
                        Given.rule("held", "allow", "document.tags.all(t, t in subject.roles)"))));
        assertThat(policies.decide(Given.request(Given.claims("roles", groups(4_000))))).isInstanceOf(Permit.class);
        var denied = Given.deny(policies, Given.request(Given.claims("roles", groups(4_100))));
        assertThat(denied.reason()).contains("larger access filter");
    }

    private static void assertTooLarge(FilterBudget budget, AccessFilter filter) {
        assertThatExceptionOfType(FilterTooLarge.class).isThrownBy(() -> budget.check(filter));
    }

    private static List<String> groups(int count) {
        return IntStream.range(0, count).mapToObj(number -> "group-" + number).toList();
    }

    private static java.util.Set<Object> words(int count) {
        return Stream.iterate(0, number -> number + 1).limit(count).map(number -> "w" + number)
                .collect(Collectors.toSet());
    }
}
