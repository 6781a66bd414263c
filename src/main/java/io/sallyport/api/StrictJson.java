package io.sallyport.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Reads JSON that can mean one thing only: valid UTF-8, whole characters, no duplicate keys, nothing behind the end,
/// bounded depth.
public final class StrictJson {

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_STRING = 8 * 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(LONGEST_STRING)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /// The JSON object in `body`.
    ///
    /// @throws Malformed when it is anything else; the message gives line and column, and no content
    public static ObjectNode object(byte[] body) {
        JsonNode node;
        try {
            node = MAPPER.readTree(utf8(body));
        } catch (JacksonException wrong) {
            var at = wrong.getLocation();
            throw Malformed.body(
                    "The request body is not valid JSON (line %d, column %d): expected one object, no key twice, at most %d levels."
                            .formatted(
                                    at == null ? 0 : Math.max(0, at.getLineNr()),
                                    at == null ? 0 : Math.max(0, at.getColumnNr()),
                                    DEEPEST));
        }
        if (!isWellFormed(node)) {
            throw Malformed.body("The request body holds half of a surrogate pair, which no UTF-8 can express.");
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw Malformed.body("The request body must be one JSON object.");
    }

    /// The escape of half a surrogate pair passes a JSON reader, but is no text.
    private static boolean isWellFormed(JsonNode node) {
        return switch (node) {
            case StringNode text -> isWellFormed(text.asString());
            case ObjectNode object -> object.propertyNames().stream().allMatch(StrictJson::isWellFormed)
                    && object.valueStream().allMatch(StrictJson::isWellFormed);
            case ArrayNode array -> array.valueStream().allMatch(StrictJson::isWellFormed);
            default -> true;
        };
    }

    private static boolean isWellFormed(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    private static String utf8(byte[] body) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw Malformed.body("The request body is not valid UTF-8.");
        }
    }
}
