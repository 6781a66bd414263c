package io.sallyport.api.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.sallyport.api.CitedSource;
import io.sallyport.gateway.Answer;

/// The JSON bodies of OpenAI's chat completion API, with our own fields `citations` and `sallyport` beside theirs.
final class ChatBodies {

    private final String id;
    private final String model;
    private final String requestId;
    private final long created;

    ChatBodies(String requestId, String model, long created) {
        this.id = "chatcmpl-" + requestId;
        this.model = model;
        this.requestId = requestId;
        this.created = created;
    }

    Map<String, Object> completion(Answer answer) {
        var choice = new LinkedHashMap<String, @Nullable Object>();
        choice.put("index", 0);
        choice.put("message", message(answer.text()));
        choice.put("logprobs", null);
        choice.put("finish_reason", finish(answer));
        var body = head("chat.completion");
        body.put("choices", List.of(choice));
        body.put("usage", usage(answer));
        addOurs(body, answer);
        return body;
    }

    Map<String, Object> first() {
        return chunk(delta("role", "assistant", "content", ""), null);
    }

    Map<String, Object> text(String text) {
        return chunk(Map.of("content", text), null);
    }

    Map<String, Object> last(Answer answer) {
        var body = chunk(Map.of(), finish(answer));
        addOurs(body, answer);
        return body;
    }

    Map<String, Object> usageChunk(Answer answer) {
        var body = head("chat.completion.chunk");
        body.put("choices", List.of());
        body.put("usage", usage(answer));
        return body;
    }

    private Map<String, Object> chunk(Map<String, ?> delta, @Nullable String finish) {
        var choice = new LinkedHashMap<String, @Nullable Object>();
        choice.put("index", 0);
        choice.put("delta", delta);
        choice.put("finish_reason", finish);
        var body = head("chat.completion.chunk");
        body.put("choices", List.of(choice));
        return body;
    }

    private Map<String, Object> head(String object) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("object", object);
        body.put("created", created);
        body.put("model", model);
        return body;
    }

    private void addOurs(Map<String, Object> body, Answer answer) {
        body.put("citations", answer.citations().stream().map(CitedSource::of).toList());
        var ours = new LinkedHashMap<String, Object>();
        ours.put("request_id", requestId);
        ours.put("policy_revision", answer.revision());
        ours.put("finish", answer.finish());
        ours.put("dropped_history", answer.droppedHistory());
        body.put("sallyport", ours);
    }

    private static Map<String, @Nullable Object> message(String text) {
        var message = new LinkedHashMap<String, @Nullable Object>();
        message.put("role", "assistant");
        message.put("content", text);
        message.put("refusal", null);
        return message;
    }

    private static Map<String, Object> delta(String role, String author, String content, String text) {
        var delta = new LinkedHashMap<String, Object>();
        delta.put(role, author);
        delta.put(content, text);
        return delta;
    }

    /// OpenAI's clients know `stop`, `length` and `content_filter`; anything else is a stop to them.
    private static String finish(Answer answer) {
        return switch (answer.finish()) {
            case "length", "content_filter" -> answer.finish();
            default -> "stop";
        };
    }

    private static Map<String, Object> usage(Answer answer) {
        long input = answer.usage().map(Answer.Usage::input).orElse(0L);
        long output = answer.usage().map(Answer.Usage::output).orElse(0L);
        return Map.of("prompt_tokens", input, "completion_tokens", output, "total_tokens", input + output);
    }
}
