package io.sallyport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ChunkerTests {

    @Test
    void aShortTextIsOneChunk() {
        assertThat(new Chunker(220, 40).cut("# Move\n\nThe office moves."))
                .containsExactly("# Move\n\nThe office moves.");
    }

    @Test
    void chunksEndAtSentences() {
        assertThat(new Chunker(8, 0).cut("The office moves soon. It costs a lot. Nobody likes it."))
                .containsExactly("The office moves soon. ", "It costs a lot. ", "Nobody likes it.");
    }

    @Test
    void neighboursShareWholeSentences() {
        assertThat(new Chunker(10, 5).cut("The office moves soon. It costs a lot. Nobody likes it."))
                .containsExactly("The office moves soon. It costs a lot. ", "It costs a lot. Nobody likes it.");
    }

    @Test
    void aHeadingStaysWithItsSection() {
        String text = "The office moves soon.\n\n## Costs\n\nIt costs a lot.";
        assertThat(new Chunker(9, 0).cut(text)).containsExactly("The office moves soon.\n\n",
                "## Costs\n\nIt costs a lot.");
    }

    @Test
    void listItemsAreNotTornApart() {
        assertThat(new Chunker(7, 0).cut("- rent of the office\n- removal of the desks\n"))
                .containsExactly("- rent of the office\n", "- removal of the desks\n");
    }

    @Test
    void aLongSentenceIsCutAtWords() {
        assertThat(new Chunker(3, 0).cut("one two three four five")).containsExactly("one two three ", "four five");
    }

    @Test
    void aWordWithoutEndIsCutAnyway() {
        assertThat(new Chunker(2, 0).cut("x".repeat(60))).containsExactly("x".repeat(24), "x".repeat(24),
                "x".repeat(12));
    }

    @Test
    void aBlankTextHasNoChunk() {
        assertThat(new Chunker(220, 40).cut(" \n\t ")).isEmpty();
    }

    @Test
    void twoMebibytesAreCutInto220Tokens() {
        String text = IntStream.range(0, 40_000)
                .mapToObj("Sentence number %d says nothing of importance. "::formatted)
                .collect(Collectors.joining());
        assertThat(new Chunker(220, 40).cut(text)).hasSizeBetween(1_500, 3_000);
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThatThrownBy(() -> new Chunker(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Chunker(10, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IngestSettings(10, 0)).hasMessageContaining("sallyport.ingest.chunk-tokens");
        assertThatThrownBy(() -> new IngestSettings(220, 220)).hasMessageContaining("sallyport.ingest.chunk-overlap");
    }
}
