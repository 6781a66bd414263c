package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitedNumbersTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A [1].               | 1
            A [2] and [1], [2].  | 1 2
            A [1, 3].            | 1 3
            A [3,1][2].          | 1 2 3
            A [ 1 ].             |
            A [4] [0] [999].     |
            A [1234].            |
            A [EMAIL_ADDRESS_1]. |
            A (1) or 1.          |
            [99999999999999999]  |
            """)
    void onlyMarkersOfPassagesThatExistCite(String answer, String numbers) {
        var expected = numbers == null
                ? List.of()
                : List.of(numbers.split(" ")).stream().map(Integer::valueOf)
                        .toList();
        assertThat(CitedNumbers.in(answer, 3)).isEqualTo(expected);
    }

    @Test
    void anAnswerThatCitesEnoughIsNotCompleted() {
        assertThat(CitedNumbers.completion(List.of(1), 1, 3)).isEmpty();
        assertThat(CitedNumbers.completion(List.of(), 0, 3)).isEmpty();
    }

    @Test
    void anAnswerThatCitesTooLittleNamesWhatItWasMadeFrom() {
        assertThat(CitedNumbers.completion(List.of(), 1, 3)).isEqualTo("\n\nSources: [1] [2] [3]");
        assertThat(CitedNumbers.completion(List.of(2), 2, 3)).isEqualTo("\n\nSources: [1] [2] [3]");
        assertThat(CitedNumbers.in(CitedNumbers.completion(List.of(), 1, 3), 3)).containsExactly(1, 2, 3);
    }
}
