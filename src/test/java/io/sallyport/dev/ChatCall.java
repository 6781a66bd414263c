package io.sallyport.dev;

import java.util.OptionalInt;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the scripted model understands of a chat completion request.
///
/// @param question     the text of the last user message, empty if there is none
/// @param promptWords  the number of words in all messages
/// @param mostWords    the greatest length of the answer, if limited
/// @param includeUsage whether the stream is to end with a usage chunk
record ChatCall(String model, boolean stream, boolean includeUsage, OptionalInt mostWords, String question,
        int promptWords) {
    private static final JsonMapper JSON = new JsonMapper();

    /// @throws ModelError if the body is not such a request
    static ChatCall parse(String body) {
        var json = read(body);
        var messages = json.path("messages");
        if (!json.path("model").isString() || !messages.isArray() || messages.isEmpty()) {
            throw ModelError.invalid("Expected an object with `model`, a string, and `messages`, a non-empty array.");
        }
        var question = messages.valueStream().filter(message -> message.path("role").asString("").equals("user"))
                .reduce((earlier, later) -> later).map(ChatCall::text).orElse("");
        var words = messages.valueStream().mapToInt(message -> words(text(message))).sum();
        var usage = json.path("stream_options").path("include_usage").asBoolean(false);
        return new ChatCall(json.get("model").asString(), json.path("stream").asBoolean(false), usage, limit(json),
                question, words);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw ModelError.invalid("We could not parse the JSON body of your request.");
        }
    }

    private static OptionalInt limit(JsonNode json) {
        var limit = json.path("max_completion_tokens").asInt(json.path("max_tokens").asInt(0));
        return limit > 0 ? OptionalInt.of(limit) : OptionalInt.empty();
    }

    private static String text(JsonNode message) {
        var content = message.path("content");
        return content.isArray()
                ? content.valueStream().map(part -> part.path("text").asString("")).collect(Collectors.joining("\n"))
                : content.asString("");
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
