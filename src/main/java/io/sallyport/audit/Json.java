package io.sallyport.audit;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The one way this room writes and reads JSON. Reading is strict: no doubled member, nothing behind the object.
final class Json {

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Json() {}

    /// UTF-8 of an object with these members, without white space.
    static byte[] bytes(Consumer<JsonFields> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = MAPPER.tokenStreamFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            members.accept(new JsonFields(json));
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /// The texts of an array member.
    static List<String> texts(JsonNode json, String member) {
        List<String> texts = new ArrayList<>();
        json.required(member).forEach(each -> texts.add(each.asString()));
        return texts;
    }

    /// @throws JacksonException if the bytes are not one JSON value
    static JsonNode read(byte[] utf8) {
        return MAPPER.readTree(utf8);
    }
}
