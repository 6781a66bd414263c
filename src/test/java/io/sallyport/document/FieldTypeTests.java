package io.sallyport.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class FieldTypeTests {

    @Test
    void valuesAnIndexWouldRoundRefuseOrConfuseAreNone() {
        assertThat(FieldType.DOUBLE.accepts(Double.NaN)).isFalse();
        assertThat(FieldType.DOUBLE.accepts(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(FieldType.DOUBLE.accepts(-0.0)).isFalse();
        assertThat(FieldType.STRING.accepts("a".repeat(10_001))).isFalse();
        assertThat(FieldType.STRING.accepts("a\ud83d")).isFalse();
        assertThat(FieldType.TIMESTAMP.accepts(Instant.MAX)).isFalse();
        assertThat(FieldType.TIMESTAMP.accepts(Instant.parse("-0001-01-01T00:00:00Z"))).isFalse();
        assertThat(FieldType.STRING_LIST.accepts(Arrays.asList("a", null))).isFalse();
        assertThat(FieldType.STRING_LIST.accepts(List.of("a", "\udc00"))).isFalse();
    }

    @Test
    void valuesOfAnotherJavaTypeAreNone() {
        assertThat(FieldType.INT.accepts(1)).isFalse();
        assertThat(FieldType.LEVEL.accepts("internal")).isFalse();
        assertThat(FieldType.BOOL.accepts("true")).isFalse();
        assertThat(FieldType.STRING.accepts(List.of("a"))).isFalse();
        assertThat(FieldType.STRING_LIST.accepts("a")).isFalse();
        assertThat(FieldType.STRING_LIST.acceptsTerm(List.of("a"))).isFalse();
    }

    @Test
    void ordinaryValuesAreAccepted() {
        assertThat(FieldType.DOUBLE.accepts(0.0)).isTrue();
        assertThat(FieldType.STRING.accepts("")).isTrue();
        assertThat(FieldType.STRING.accepts("😀".repeat(5_000))).isTrue();
        assertThat(FieldType.TIMESTAMP.accepts(Instant.parse("0001-01-01T00:00:00Z"))).isTrue();
        assertThat(FieldType.TIMESTAMP.accepts(Instant.parse("9999-12-31T23:59:59.999Z"))).isTrue();
        assertThat(FieldType.STRING_LIST.accepts(List.of())).isTrue();
        assertThat(FieldType.STRING_LIST.acceptsTerm("a")).isTrue();
    }

    @Test
    void everyTypeIsFoundByItsVocabularyName() {
        for (var type : FieldType.values()) {
            assertThat(FieldType.named(type.vocabularyName())).contains(type);
        }
        assertThat(FieldType.named("text")).isEmpty();
    }
}
