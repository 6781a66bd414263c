package io.sallyport.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTests {

    private static Fields fields(String json) {
        return new Fields(StrictJson.object(json.getBytes(UTF_8)));
    }

    private static Fields with(String value) {
        return fields("{\"f\":" + value + "}");
    }

    @Test
    void fieldsAreReadByType() {
        assertThat(with("\"x\"").text("f", 1)).hasValue("x");
        assertThat(with("true").flag("f")).isTrue();
        assertThat(with("7").whole("f", 1, 7)).hasValue(7);
        assertThat(with("0.5").number("f", 0, 1)).hasValue(0.5);
        assertThat(with("1").number("f", 0, 1)).hasValue(1);
        assertThat(with("[\"a\",\"b\"]").texts("f", 2, 1)).hasValue(List.of("a", "b"));
        assertThat(with("{\"g\":\"x\"}").object("f").text("g", 1)).hasValue("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"f\":null}"})
    void nullIsAbsent(String json) {
        var fields = fields(json);
        assertThat(fields.text("f", 1)).isEmpty();
        assertThat(fields.name("f")).isEmpty();
        assertThat(fields.flag("f")).isFalse();
        assertThat(fields.whole("f", 1, 2)).isEmpty();
        assertThat(fields.number("f", 1, 2)).isEmpty();
        assertThat(fields.texts("f", 1, 1)).isEmpty();
        assertThat(fields.object("f").text("g", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "[]", "{}", "\"xy\""})
    void whatIsNotShortTextIsRefused(String value) {
        assertRefused("f", () -> with(value).text("f", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\"a b\"", "\"a\\u0000\"", "\"a\\u007f\"", "5"})
    void aNameHasNoBlanks(String value) {
        assertRefused("f", () -> with(value).name("f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "8", "1.0", "1e0", "\"1\"", "4294967297", "9223372036854775808", "[]"})
    void whatIsNoWholeNumberInBoundsIsRefused(String value) {
        assertRefused("f", () -> with(value).whole("f", 1, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.1", "1e999", "-1e999", "\"1\"", "true",
            "9999999999999999999999999999999999999999"})
    void whatIsNoNumberInBoundsIsRefused(String value) {
        assertRefused("f", () -> with(value).number("f", 0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "{}", "[\"a\",\"b\",\"c\"]", "[1]", "[null]", "[\"ab\"]", "[[\"a\"]]"})
    void whatIsNoListOfShortTextsIsRefused(String value) {
        assertRefused("f", () -> with(value).texts("f", 2, 1));
    }

    @Test
    void objectsAreReadInTheirOrderEachUnderItsPlace() {
        assertThat(fields("{}").objects("f", 2)).isEmpty();
        var objects = with("[{\"g\":\"x\"},{\"g\":\"y\"}]").objects("f", 2).orElseThrow();
        assertThat(objects).extracting(each -> each.text("g", 1).orElseThrow()).containsExactly("x", "y");
        assertRefused("f[1].g", () -> objects.get(1).flag("g"));
        assertRefused("f[0]", () -> objects.getFirst().only("h"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "\"x\"", "[{},1]", "[null]", "[[{}]]", "[{},{},{}]"})
    void whatIsNoListOfObjectsIsRefused(String value) {
        assertRefused("f", () -> with(value).objects("f", 2));
    }

    @Test
    void whatIsNoFlagOrObjectIsRefused() {
        assertRefused("f", () -> with("\"true\"").flag("f"));
        assertRefused("f", () -> with("1").flag("f"));
        assertRefused("f", () -> with("[]").object("f"));
    }

    @Test
    void nestedFieldsAreNamedAsACallerWritesThem() {
        assertRefused("f.g.h", () -> with("{\"g\":{\"h\":5}}").object("f").object("g").text("h", 1));
    }

    @Test
    void fieldsThatAreNotKnownAreRefusedWithoutNamingThem() {
        assertThat(with("1").only("f", "g")).isNotNull();
        assertRefused("The request body", () -> with("1").only("g"));
        assertRefused("f", () -> with("{\"KESTREL\":1}").object("f").only("g"));
    }

    private static void assertRefused(String param, ThrowingCallable read) {
        assertThatThrownBy(read).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.param()).hasValue(param);
            assertThat(malformed.expectation()).startsWith(param).endsWith(".").doesNotContain("KESTREL");
        });
    }
}
