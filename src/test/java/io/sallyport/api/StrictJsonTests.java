package io.sallyport.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTests {

    @Test
    void anObjectIsRead() {
        var object = StrictJson.object("{\"a\":[1,{\"b\":\"\\ud83d\\udeaa 🚪\"}]}".getBytes(UTF_8));
        assertThat(object.at("/a/1/b").asString()).isEqualTo("🚪 🚪");
        assertThat(StrictJson.object(nested(31)).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "1", "\"KESTREL\"", "[]", "{", "{\"a\":1}}", "{\"a\":1} {}",
            "{\"a\":1,\"a\":2}",
            "{\"o\":{\"a\":1,\"a\":2}}", "{'a':1}", "{a:1}", "{\"a\":01}", "{\"a\":NaN}", "{\"a\":1,}",
            "// KESTREL\n{}",
            "{\"a\":\"\t\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\ud800\"}", "{\"a\":[{\"b\":\"KESTREL\\udc00\\ud800\"}]}",
            "{\"\\ud800\":1}", "{\"\\ud83d\":1,\"\\ude00\":2}"})
    void anythingElseIsRefusedWithoutAnEcho(String body) {
        assertRefused(body.getBytes(UTF_8));
    }

    @Test
    void whatWouldCostTooMuchIsRefused() {
        assertRefused(nested(32));
        assertRefused(nested(100_000));
        assertRefused(("{\"a\":" + "9".repeat(41) + "}").getBytes(UTF_8));
        assertRefused(("{\"" + "n".repeat(501) + "\":1}").getBytes(UTF_8));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertRefused(new byte[]{'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        assertRefused(new byte[]{'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'});
        assertRefused("{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_16));
    }

    private static byte[] nested(int depth) {
        return ("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}").getBytes(UTF_8);
    }

    private static void assertRefused(byte[] body) {
        assertThatThrownBy(() -> StrictJson.object(body)).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.expectation()).endsWith(".").doesNotContain("KESTREL", "Exception");
            assertThat(malformed.param()).isEmpty();
        });
    }
}
