package io.sallyport.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table of input that is not what it should be. `KESTREL` stands wherever a caller's text could come back.
final class BadInput {

    static final String CANARY = "KESTREL";
    private static final String QUESTION = CANARY + " asks for the budget of the Rotterdam office move?";

    private BadInput() {}

    /// @param body    text or bytes
    /// @param param   the field named, empty for none
    /// @param headers name and value in turn
    record Case(String name, Object body, int status, String code, String param, String... headers) {

        Case under(String... added) {
            return new Case(name, body, status, code, param, added);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> bodies() {
        byte[] invalidUtf8 = "{\"query\":\"caf\u00e9 KESTREL\"}".getBytes(ISO_8859_1);
        byte[] surrogateInUtf8 = {'{', '"', 'q', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'};
        return Stream.of(
                body("nothing", ""),
                body("not JSON", CANARY),
                body("an open object", "{\"model\":\"halden-local\",\"" + CANARY),
                body("a list", "[{\"model\":\"" + CANARY + "\"}]"),
                body("null", "null"),
                body("a number", "1"),
                body("a byte order mark", "\ufeff" + chat()),
                body("a key twice", "{\"model\":\"halden-local\",\"model\":\"" + CANARY + "\",\"query\":\"x\"}"),
                body("a nested key twice", "{\"sallyport\":{\"purpose\":\"a\",\"purpose\":\"" + CANARY + "\"}}"),
                body("something behind the end", chat() + " {\"" + CANARY + "\":1}"),
                body("a comment", "/* " + CANARY + " */ " + chat()),
                body("a trailing comma", "{\"query\":\"" + CANARY + "\",}"),
                body("10,000 levels", "{\"query\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                body("33 levels", "{\"query\":" + "[".repeat(33) + "]".repeat(33) + "}"),
                body("a number of 1,000 digits", "{\"query\":" + "9".repeat(1_000) + "}"),
                body("half a surrogate pair", "{\"query\":\"KESTREL \\ud800\",\"limit\":1}"),
                body("half a surrogate pair in a name", "{\"KESTREL \\udc00\":1}"),
                body("bytes that are not UTF-8", invalidUtf8),
                body("a surrogate as UTF-8", surrogateInUtf8),
                new Case("a form", "query=" + CANARY, 415, "unsupported-media-type", "")
                        .under("Content-Type", "application/x-www-form-urlencoded"),
                new Case("plain text", chat(), 415, "unsupported-media-type", "").under("Content-Type", "text/plain"),
                new Case("nonsense as type", chat(), 415, "unsupported-media-type", "")
                        .under("Content-Type", CANARY));
    }

    static Stream<Case> chatFields() {
        var longest = "\"" + "x".repeat(200_001) + "\"";
        var manyMessages = IntStream.range(0, 201).mapToObj(i -> user("\"x\"")).collect(joining(",", "[", "]"));
        return Stream.of(
                fields("model", "5", "null", "\"\"", "\" \"", "[]", "{\"KESTREL\":1}", "\"KESTREL with blanks\"",
                        "\"" + "K".repeat(129) + "\""),
                fields("messages", "null", "5", "\"KESTREL\"", "{}", "[]", manyMessages, "[" + user("\"\"") + "]",
                        "[" + user("\" \\n\\t \"") + "]", "[" + user("[]") + "]",
                        "[" + message("\"assistant\"", "\"KESTREL\"") + "]",
                        "[" + message("\"system\"", "\"KESTREL\"") + "]",
                        "[" + user("\"x\"") + "," + message("\"assistant\"", "\"KESTREL\"") + "]"),
                fieldsNaming("messages[0]", "messages", "[5]", "[null]", "[\"KESTREL\"]", "[[]]"),
                fieldsNaming("messages[0].role", "messages", "[{}]", "[" + message("5", "\"x\"") + "]",
                        "[" + message("\"KESTREL\"", "\"x\"") + "]", "[" + message("null", "\"x\"") + "]"),
                fieldsNaming("messages[0].content", "messages", "[{\"role\":\"user\"}]", "[" + user("null") + "]",
                        "[" + user("5") + "]", "[" + user("{\"KESTREL\":1}") + "]", "[" + user(longest) + "]"),
                fields("stream", "\"KESTREL\"", "1", "[]"),
                fields("temperature", "\"KESTREL\"", "-0.1", "2.1", "1e999", "-1e999", "9".repeat(40), "true"),
                fields("max_tokens", "0", "-1", "1.5", "\"9\"", "1000001", "9".repeat(40), "1e3"),
                fields("max_completion_tokens", "0", "\"KESTREL\"", "[]"),
                fields("n", "\"KESTREL\"", "0", "1.5", "129"),
                fields("logprobs", "\"KESTREL\"", "1"),
                fields("stream_options", "5", "\"KESTREL\"", "[]"),
                fieldsNaming("stream_options.include_usage", "stream_options", "{\"include_usage\":\"KESTREL\"}"),
                fields("response_format", "\"KESTREL\"", "[]"),
                fieldsNaming("response_format.type", "response_format", "{\"type\":5}"))
                .flatMap(each -> each);
    }

    static Stream<Case> ours() {
        var manyNames = IntStream.range(0, 65).mapToObj(i -> "\"c" + i + "\"").collect(joining(",", "[", "]"));
        return Stream.of(
                fieldsNaming("sallyport", "sallyport", "5", "\"KESTREL\"", "[]", "{\"KESTREL\":1}"),
                ours("purpose", "5", "\"\"", "\"KESTREL with blanks\"", "[]"),
                ours("collections", "\"KESTREL\"", "{}", "[]", "[5]", "[null]", "[\"\"]", "[\"KESTREL b\"]", manyNames),
                ours("conversation", "5", "\"\"", "\"KESTREL b\"", "\"" + "K".repeat(129) + "\""),
                ours("break_glass", "5", "\"KESTREL\"", "{\"KESTREL\":1}"),
                fieldsNaming("sallyport.break_glass.justification", "sallyport", "{\"break_glass\":{}}",
                        "{\"break_glass\":{\"justification\":5}}",
                        "{\"break_glass\":{\"justification\":\"" + "K".repeat(2_001) + "\"}}"))
                .flatMap(each -> each);
    }

    static Stream<Case> unsupported() {
        var tool = "[{\"type\":\"function\",\"function\":{\"name\":\"KESTREL\"}}]";
        var image = "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://127.0.0.1:1/KESTREL\"}}]";
        return Stream.of(
                refused("tools", "tools", tool),
                refused("tools", "tools", "\"KESTREL\""),
                refused("functions", "functions", "[{\"name\":\"KESTREL\"}]"),
                refused("audio", "audio", "{\"voice\":\"KESTREL\"}"),
                refused("prediction", "prediction", "5"),
                refused("web_search_options", "web_search_options", "{\"KESTREL\":1}"),
                refused("n", "n", "2"),
                refused("logprobs", "logprobs", "true"),
                refused("response_format", "response_format", "{\"type\":\"json_object\"}"),
                refused("response_format", "response_format", "{\"type\":\"KESTREL\"}"),
                refused("messages[0].role", "messages", "[" + message("\"tool\"", "\"KESTREL\"") + "]"),
                refused("messages[0].role", "messages", "[" + message("\"function\"", "\"KESTREL\"") + "]"),
                refused("messages[0].content", "messages", "[" + user(image) + "]"),
                refused("messages[0].content", "messages", "[" + user("[5]") + "]"),
                refused("messages[0].content", "messages", "[" + user("[{\"type\":\"text\",\"text\":5}]") + "]"));
    }

    static Stream<Case> sizes() {
        return Stream.of(
                new Case("a question of 10,001 characters", chat("messages", "[" + user(text(10_001)) + "]"), 413,
                        "too-large", ""),
                new Case("a question of 1 MB", chat("messages", "[" + user(text(1 << 20)) + "]"), 413, "too-large",
                        ""));
    }

    static Stream<Case> purposes() {
        var fine = "{\"query\":\"KESTREL\",\"model\":\"halden-local\",\"messages\":[" + user("\"KESTREL\"") + "]}";
        var forRetrieval = "{\"query\":\"KESTREL\"}";
        return Stream.of(forRetrieval, fine).flatMap(body -> Stream.of(
                new Case("an empty purpose " + body.length(), body, 400, "invalid-request", "X-Sallyport-Purpose")
                        .under("X-Sallyport-Purpose", ""),
                new Case("a purpose with blanks " + body.length(), body, 400, "invalid-request",
                        "X-Sallyport-Purpose").under("X-Sallyport-Purpose", "KESTREL b")));
    }

    static Stream<Case> retrieveFields() {
        return Stream.of(
                query("query", "null", "5", "[]", "\"\"", "\" \\n \"", text(10_001)),
                query("limit", "\"KESTREL\"", "0", "51", "1.5", "9".repeat(40), "[]"),
                query("purpose", "5", "\"\"", "\"KESTREL b\""),
                query("collections", "\"KESTREL\"", "[]", "[5]", "[\"\"]"),
                query("break_glass", "5", "{\"KESTREL\":1}"),
                Stream.of(new Case("break_glass.justification", "{\"query\":\"x\",\"break_glass\":{}}", 400,
                        "invalid-request", "break_glass.justification")),
                Stream.of(new Case("an unknown field", "{\"query\":\"x\",\"KESTREL\":1}", 400, "invalid-request",
                        "The request body")),
                Stream.of(new Case("a body of 1 MB", "{\"query\":" + text(1 << 20) + "}", 413, "too-large", "")))
                .flatMap(each -> each);
    }

    private static Case body(String name, Object body) {
        return new Case(name, body, 400, "invalid-request", "");
    }

    private static Stream<Case> fields(String field, String... values) {
        return fieldsNaming(field, field, values);
    }

    private static Stream<Case> fieldsNaming(String param, String field, String... values) {
        return Stream.of(values).map(value -> new Case(
                name(field, value), chat(field, value), 400, "invalid-request", param));
    }

    private static Stream<Case> ours(String field, String... values) {
        return Stream.of(values).map(value -> new Case(
                name("sallyport." + field, value), chat("sallyport", "{\"" + field + "\":" + value + "}"), 400,
                "invalid-request", "sallyport." + field));
    }

    private static Stream<Case> query(String field, String... values) {
        return Stream.of(values).map(value -> new Case(
                name(field, value), object("query", "\"KESTREL\"", field, value), 400, "invalid-request", field));
    }

    private static Case refused(String param, String field, String value) {
        return new Case(name(field, value), chat(field, value), 400, "unsupported", param);
    }

    private static String name(String field, String value) {
        return field + " = " + (value.length() > 60 ? value.substring(0, 60) + "…" : value);
    }

    /// A sound chat request with some fields changed to these JSON values.
    static String chat(String... changed) {
        var all = new ArrayList<>(List.of("model", "\"halden-local\"", "messages", "[" + user(quoted(QUESTION)) + "]"));
        all.addAll(List.of(changed));
        return object(all.toArray(String[]::new));
    }

    /// Names and JSON values in turn; a later value of the same name counts.
    private static String object(String... fields) {
        var object = new LinkedHashMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            object.put(fields[i], fields[i + 1]);
        }
        return object.entrySet().stream()
                .map(each -> quoted(each.getKey()) + ":" + each.getValue())
                .collect(joining(",", "{", "}"));
    }

    private static String user(String content) {
        return message("\"user\"", content);
    }

    private static String message(String role, String content) {
        return object("role", role, "content", content);
    }

    private static String text(int length) {
        return quoted(CANARY + " " + "x".repeat(length - CANARY.length() - 1));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
