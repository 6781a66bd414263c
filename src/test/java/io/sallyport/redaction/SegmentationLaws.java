package io.sallyport.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentationLaws {

    static LongStream seeds() {
        return Laws.seeds(100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noCutFallsInsideAnEntity(long seed) {
        var texts = new Texts(seed);
        for (int i = 0; i < 20; i++) {
            Texts.Planted planted = texts.planted(30);
            List<Integer> cuts = cuts(planted.text());
            for (Finding span : planted.spans()) {
                assertThat(cuts).as("%s in %s", planted.text().substring(span.start(), span.end()), planted.text())
                        .noneMatch(cut -> cut > span.start() && cut < span.end());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatFollowsACutDoesNotMoveIt(long seed) {
        var texts = new Texts(seed);
        String text = texts.mixed(20);
        List<Integer> all = cuts(text);
        for (int length = 0; length <= text.length(); length++) {
            int seen = length;
            List<Integer> early = cuts(text.substring(0, length));
            assertThat(all.stream().filter(cut -> cut < seen).toList())
                    .isEqualTo(early.stream().filter(cut -> cut < seen).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCutThatIsSafeBeforeADigitIsSafeBeforeAnything(long seed) {
        var texts = new Texts(seed);
        String text = texts.mixed(8) + (seed % 2 == 0 ? " " : "\n");
        if (cuts(text + "7").contains(text.length())) {
            for (String next : List.of("a", "B", " ", "\n", ",", "(", "+", "é", "电", "\uD83D", "@")) {
                assertThat(cuts(text + next)).as("before %s after %s", next, text).contains(text.length());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
            "plainly seen|plainly >seen", "the end|the >end", "on May 3|on >May 3", "AZ21 NABZ 0000|AZ21 NABZ 0000",
            "B AB 12|B AB 12", "in 2024, then|in 2024, then", "030 - 1234|030 - 1234", "+ 49 30|+ 49 30",
            "tel. 12|tel. 12",
            "word~~12|word~~>12", "12~34|12~34", "12~~34|12~~>34", "12~ ~34|12~ ~>34", "电话1 2|电>话>1 2",
            "phone: 12|phone: >12",
            "２３ ４|２３ ４", "ab12 abcd efgh ijkl|ab12 abcd efgh >ijkl"})
    void cutsWhereNoEntityCanStraddle(String text, String expected) {
        String lines = text.replace('~', '\n');
        var marked = new StringBuilder(lines);
        List<Integer> cuts = cuts(lines).reversed();
        cuts.stream().filter(cut -> cut < lines.length()).forEach(cut -> marked.insert((int) cut, ">"));
        assertThat(marked.toString()).isEqualTo(expected.replace('~', '\n'));
    }

    @Test
    void aLoneWordIsCutAtOnceAndAShortOneWithTheNextCharacter() {
        assertThat(cuts("together ")).containsExactly(9);
        assertThat(cuts("the ")).isEmpty();
        assertThat(cuts("the m")).containsExactly(4);
    }

    /// Indices where a text may be cut.
    private static List<Integer> cuts(String text) {
        var segmenter = new Segmenter();
        var cuts = new ArrayList<Integer>();
        for (int i = 0; i < text.length(); i++) {
            Segmenter.Cut cut = segmenter.next(text.charAt(i));
            if (i > 0 && (cut == Segmenter.Cut.BEFORE || cut == Segmenter.Cut.BOTH)) {
                cuts.add(i);
            }
            if (cut == Segmenter.Cut.AFTER || cut == Segmenter.Cut.BOTH) {
                cuts.add(i + 1);
            }
        }
        return cuts;
    }
}
