package io.sallyport.api.openai;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.api.Fields;
import io.sallyport.api.Malformed;
import io.sallyport.api.Requests;
import io.sallyport.api.StrictJson;
import io.sallyport.gateway.Question;
import io.sallyport.gateway.Turn;
import io.sallyport.gateway.Turn.Speaker;

/// Reads a chat completion request. Sampling fields that this gateway does not pass on are accepted and ignored; fields
/// that would change the shape of the answer are refused.
final class ChatRequests {

    private static final int MOST_MESSAGES = 200;
    private static final int LONGEST_MESSAGE = 200_000;
    private static final int MOST_TOKENS = 1_000_000;

    private ChatRequests() {}

    /// A request as it was read.
    ///
    /// @param wantsUsage whether a stream ends with the usage
    record Read(Question question, boolean wantsUsage) {}

    static Read read(HttpServletRequest request, byte[] body) {
        var fields = new Fields(StrictJson.object(body));
        boolean wantsUsage = fields.object("stream_options").flag("include_usage");
        return new Read(question(request, fields, body.length), wantsUsage);
    }

    private static Question question(HttpServletRequest request, Fields fields, long bytes) {
        refuseUnsupported(fields);
        var ours = fields.object("sallyport").only("purpose", "collections", "conversation", "break_glass");
        var maxTokens = fields.whole("max_completion_tokens", 1, MOST_TOKENS);
        return new Question(
                Requests.terms(request, ours),
                fields.name("model").orElseThrow(() -> Malformed.field("model", "must name a model")),
                turns(fields),
                ours.name("conversation"),
                fields.number("temperature", 0, 2),
                maxTokens.isPresent() ? maxTokens : fields.whole("max_tokens", 1, MOST_TOKENS),
                fields.flag("stream"),
                bytes);
    }

    private static void refuseUnsupported(Fields fields) {
        for (String field : List.of("tools", "functions", "audio", "prediction", "web_search_options")) {
            if (fields.node(field).filter(node -> !(node.isContainer() && node.isEmpty())).isPresent()) {
                throw Malformed.unsupported(field, "is not supported by this gateway.");
            }
        }
        if (fields.whole("n", 1, 128).orElse(1) != 1) {
            throw Malformed.unsupported("n", "one answer is given, expected 1.");
        }
        if (fields.flag("logprobs")) {
            throw Malformed.unsupported("logprobs", "would repeat every word unredacted, expected false.");
        }
        if (!fields.object("response_format").text("type", 64).orElse("text").equals("text")) {
            throw Malformed.unsupported("response_format", "expected type text.");
        }
    }

    private static List<Turn> turns(Fields fields) {
        var messages = fields.node("messages")
                .filter(node -> node.isArray() && !node.isEmpty() && node.size() <= MOST_MESSAGES)
                .orElseThrow(() -> Malformed.field(
                        "messages", "must be a list of 1 to %d messages".formatted(MOST_MESSAGES)));
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < messages.size(); i++) {
            turns.add(turn(messages.get(i), "messages[%d]".formatted(i)));
        }
        if (turns.getLast().speaker() != Speaker.USER || turns.getLast().text().isBlank()) {
            throw Malformed.field("messages", "must end with a user message that asks something");
        }
        return turns;
    }

    private static Turn turn(JsonNode node, String path) {
        if (!(node instanceof ObjectNode message)) {
            throw Malformed.field(path, "must be an object");
        }
        String role = message.path("role").isString() ? message.path("role").asString() : "";
        var speaker = switch (role) {
            case "user" -> Speaker.USER;
            case "assistant" -> Speaker.ASSISTANT;
            case "system", "developer" -> Speaker.SYSTEM;
            case "tool", "function" -> throw Malformed.unsupported(path + ".role", "tools are not supported yet.");
            default -> throw Malformed.field(path + ".role", "must be user, assistant, system or developer");
        };
        return new Turn(speaker, content(message.get("content"), path + ".content"));
    }

    private static String content(@org.jspecify.annotations.Nullable JsonNode content, String path) {
        if (content != null && content.isString() && content.asString().length() <= LONGEST_MESSAGE) {
            return content.asString();
        }
        if (content == null || !content.isArray()) {
            throw Malformed.field(path, "must be text of at most %,d characters".formatted(LONGEST_MESSAGE));
        }
        var text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("type").asString("").equals("text") || !part.path("text").isString()) {
                throw Malformed.unsupported(path, "only parts of type text are supported.");
            }
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asString());
        }
        if (text.length() > LONGEST_MESSAGE) {
            throw Malformed.field(path, "must be text of at most %,d characters".formatted(LONGEST_MESSAGE));
        }
        return text.toString();
    }
}
