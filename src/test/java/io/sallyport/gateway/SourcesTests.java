package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.sallyport.audit.DocumentReference;
import io.sallyport.document.Classification;
import io.sallyport.document.Passage;

class SourcesTests {

    private static final Passage A0 = Papers.passage(Papers.document("a"), 0);
    private static final Passage A1 = Papers.passage(Papers.document("a"), 1);
    private static final Passage B0 = Papers.passage(Papers.document("b"), 0);
    private static final Passage C0 = Papers.passage(Papers.document("c"), 0);
    private static final Sources ALL = new Sources(List.of(A0, B0, A1, C0), List.of(), List.of());

    @Test
    void aLimitKeepsTheBestRankedDocumentsWithAllTheirPassages() {
        assertThat(ALL.limitedTo(1).passages()).containsExactly(A0, A1);
        assertThat(ALL.limitedTo(2).passages()).containsExactly(A0, B0, A1);
        assertThat(ALL.limitedTo(3)).isEqualTo(ALL);
        assertThat(ALL.limitedTo(0).passages()).isEmpty();
    }

    @Test
    void aLimitLeavesRecalledAndDroppedDocuments() {
        var sources = new Sources(List.of(A0), List.of(Papers.document("r")), List.of(Papers.id("d")));
        assertThat(sources.limitedTo(0).recalled()).hasSize(1);
        assertThat(sources.limitedTo(0).dropped()).hasSize(1);
    }

    @Test
    void theHighestClassificationCountsRecalledDocuments() {
        var lowest = new Classification("public", 0);
        var secret = Papers.document("s", "1", new Classification("secret", 3));
        assertThat(new Sources(List.of(), List.of(), List.of()).highest(lowest)).isEqualTo(lowest);
        assertThat(ALL.highest(lowest).name()).isEqualTo("internal");
        assertThat(new Sources(List.of(A0), List.of(secret), List.of()).highest(lowest).name()).isEqualTo("secret");
    }

    @Test
    void aDocumentIsDisclosedOnceWithItsChunks() {
        var disclosure = new Sources(List.of(A0, B0, A1), List.of(Papers.document("a"), Papers.document("r")),
                List.of()).disclosure(List.of());
        assertThat(disclosure.documents()).extracting(DocumentReference::id).containsExactly("a", "b", "r");
        assertThat(disclosure.documents().getFirst().chunks()).containsExactly(0, 1);
        assertThat(disclosure.documents().getLast().chunks()).isEmpty();
    }

    @Test
    void aMassRevocationDoesNotFailTheRequestsThatNoticeIt() {
        var dropped = IntStream.range(0, 1_000).mapToObj(i -> Papers.id("d" + i)).toList();
        assertThat(new Sources(List.of(A0), List.of(), dropped).disclosure(List.of()).droppedAtRecheck())
                .hasSize(128)
                .startsWith("people/d0");
    }

    @Test
    void whatAnAnswerWasMadeFromIncludesRecalledDocuments() {
        var sources = new Sources(List.of(A0, A1), List.of(Papers.document("r")), List.of());
        assertThat(sources.remembered()).containsExactly(
                AnswerMemory.Source.of(Papers.document("a")), AnswerMemory.Source.of(Papers.document("r")));
    }
}
