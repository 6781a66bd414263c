package io.sallyport.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.TestStack;

/// A chat completion request in the making, and how its answers and the prompts behind them are read.
public record Chat(Map<String, Object> fields) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/v1/chat/completions";

    /// One message of a conversation.
    public record Said(String role, String content) {

        public static Said user(String content) {
            return new Said("user", content);
        }

        public static Said assistant(String content) {
            return new Said("assistant", content);
        }
    }

    /// A question to a model.
    public static Chat to(String model, String question) {
        return to(model, Said.user(question));
    }

    /// A conversation with a model.
    public static Chat to(String model, Said... messages) {
        return new Chat(Map.of("model", model, "messages", List.of(messages)));
    }

    /// The same with one more field.
    public Chat with(String field, Object value) {
        var more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Chat(more);
    }

    /// The same with one more of the gateway's own fields.
    public Chat ours(String field, Object value) {
        var ours = new LinkedHashMap<String, Object>();
        if (fields.get("sallyport") instanceof Map<?, ?> before) {
            before.forEach((name, known) -> ours.put(String.valueOf(name), known));
        }
        ours.put(field, value);
        return with("sallyport", ours);
    }

    /// The same, looking into that collection only.
    public Chat in(String collection) {
        return ours("collections", List.of(collection));
    }

    /// Sends it to the gateway of the test stack.
    public GatewayClient.Reply as(String person, String... headers) {
        return by(TestStack.client(), person, headers);
    }

    public GatewayClient.Reply by(GatewayClient client, String person, String... headers) {
        return client.post(person, PATH, fields, headers);
    }

    /// Sends it to be answered as a stream.
    public Streamed streamed(String person, String... headers) {
        return new Streamed(with("stream", true).as(person, headers));
    }

    /// The text of an answer that was not streamed.
    public static String text(GatewayClient.Reply reply) {
        if (reply.status() != 200) {
            throw new AssertionError("expected an answer: " + reply.body());
        }
        return reply.json().at("/choices/0/message/content").asString();
    }

    /// The ids of the documents an answer cites.
    public static List<String> cited(GatewayClient.Reply reply) {
        return reply.json().get("citations").valueStream().map(each -> each.get("id").asString()).toList();
    }

    /// The messages of the last request that reached the model.
    public static List<Said> prompt() {
        var request = TestStack.model().requests().getLast();
        return JSON.readTree(request.body()).get("messages").valueStream()
                .map(message -> new Said(message.get("role").asString(), message.get("content").asString()))
                .toList();
    }

    /// A streamed answer, read to its end.
    public record Streamed(GatewayClient.Reply reply) {

        /// Every event but `[DONE]`.
        public List<JsonNode> events() {
            return data().stream().filter(line -> !line.equals("[DONE]")).<JsonNode>map(JSON::readTree).toList();
        }

        public boolean isDone() {
            return data().getLast().equals("[DONE]");
        }

        public String text() {
            var text = new StringBuilder();
            events().forEach(event -> text.append(event.at("/choices/0/delta/content").asString("")));
            return text.toString();
        }

        private List<String> data() {
            if (reply.status() != 200) {
                throw new AssertionError("expected a stream: " + reply.body());
            }
            var data = new ArrayList<String>();
            reply.body().lines().filter(line -> !line.isEmpty()).forEach(line -> {
                if (!line.startsWith("data: ")) {
                    throw new AssertionError("not an event: " + line);
                }
                data.add(line.substring("data: ".length()));
            });
            return data;
        }
    }
}
