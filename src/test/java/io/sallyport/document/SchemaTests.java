package io.sallyport.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class SchemaTests {

    private final Schema schema = new Schema(List.of("low", "high"), Map.of());

    @Test
    void anUnknownLevelIsNone() {
        assertThat(schema.classification("middle")).isEmpty();
        assertThat(schema.classification(2)).isEmpty();
        assertThat(schema.classification(-1)).isEmpty();
    }

    @Test
    void levelsAreRankedByTheirPosition() {
        assertThat(schema.classifications())
                .containsExactly(new Classification("low", 0), new Classification("high", 1))
                .isSorted();
        assertThat(schema.classification("high")).isEqualTo(schema.classification(1));
    }

    @Test
    void levelsDoNotRepeat() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Schema(List.of("a", "a"), Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schema(List.of(), Map.of()));
    }
}
