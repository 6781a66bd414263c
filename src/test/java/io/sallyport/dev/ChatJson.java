package io.sallyport.dev;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

/// One answer in the JSON shapes of OpenAI's chat completions.
final class ChatJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long CREATED = 1_767_225_600;

    private final String id;
    private final ChatCall call;
    private final String answer;
    private final boolean cut;

    /// @param whole the answer, to be cut to the length the call allows
    ChatJson(String id, ChatCall call, String whole) {
        this.id = id;
        this.call = call;
        this.cut = ChatCall.words(whole) > call.mostWords().orElse(Integer.MAX_VALUE);
        this.answer = cut ? firstWords(whole, call.mostWords().orElseThrow()) : whole;
    }

    private static String firstWords(String text, int most) {
        return Stream.of(text.strip().split("\\s+")).limit(most).collect(Collectors.joining(" "));
    }

    String answer() {
        return answer;
    }

    /// A body that breaks off.
    String malformed() {
        return "{\"id\": \"" + id + "\", \"choices\": [";
    }

    String completion(String content) {
        var message = Map.of("role", "assistant", "content", content);
        var json = envelope("chat.completion", List.of(choice("message", message, true)));
        json.put("usage", usage());
        return JSON.writeValueAsString(json);
    }

    /// The first chunk, which the clients need for the role.
    String firstChunk() {
        return chunk(Map.of("role", "assistant", "content", ""), false);
    }

    String contentChunk(String content) {
        return chunk(Map.of("content", content), false);
    }

    /// The chunk with the reason of the end.
    String lastChunk() {
        return chunk(Map.of(), true);
    }

    String usageChunk() {
        var json = envelope("chat.completion.chunk", List.of());
        json.put("usage", usage());
        return JSON.writeValueAsString(json);
    }

    private String chunk(Map<String, String> delta, boolean last) {
        return JSON.writeValueAsString(envelope("chat.completion.chunk", List.of(choice("delta", delta, last))));
    }

    private Map<String, Object> choice(String name, Map<String, String> content, boolean last) {
        var choice = new LinkedHashMap<String, Object>();
        choice.put("index", 0);
        choice.put(name, content);
        choice.put("finish_reason", last ? (cut ? "length" : "stop") : null);
        return choice;
    }

    private Map<String, Object> envelope(String object, List<Map<String, Object>> choices) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", id);
        json.put("object", object);
        json.put("created", CREATED);
        json.put("model", call.model());
        json.put("choices", choices);
        return json;
    }

    private Map<String, Object> usage() {
        var completion = ChatCall.words(answer);
        return Map.of("prompt_tokens", call.promptWords(), "completion_tokens", completion, "total_tokens",
                call.promptWords() + completion);
    }
}
