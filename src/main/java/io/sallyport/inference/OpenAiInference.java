package io.sallyport.inference;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.openai.OpenAiChatOptions;

import io.sallyport.audit.Egressed;
import io.sallyport.audit.Recorded;
import io.sallyport.inference.ProviderFault.Kind;

/// Models behind OpenAI-compatible endpoints, one cached client per provider.
final class OpenAiInference implements Inference, AutoCloseable {

    private final Map<String, Upstream> upstreams = new LinkedHashMap<>();
    private final Map<String, Model> models = new LinkedHashMap<>();

    OpenAiInference(InferenceSettings settings) {
        settings.providers().forEach((id, provider) -> upstreams.put(id, new Upstream(id, provider)));
        settings.models().forEach((id, route) -> {
            String host = settings.provider(route).baseUrl().getAuthority();
            models.put(id, new Model(id, route.provider(), route.name().isEmpty() ? id : route.name(), host));
        });
    }

    @Override
    public Collection<Model> models() {
        return List.copyOf(models.values());
    }

    @Override
    public Optional<Model> model(String id) {
        return Optional.ofNullable(models.get(id));
    }

    @Override
    public Completion complete(Recorded<Egressed> egress, Model model, Prompt prompt) {
        var upstream = spend(egress, model);
        try {
            return completion(upstream, upstream.chat().call(translate(prompt, model, false)));
        } catch (RuntimeException failed) {
            throw Faults.of(model.provider(), failed);
        }
    }

    @Override
    public Generation stream(Recorded<Egressed> egress, Model model, Prompt prompt) {
        var upstream = spend(egress, model);
        return new StreamedGeneration(upstream, upstream.chat().stream(translate(prompt, model, true)));
    }

    private Upstream spend(Recorded<Egressed> egress, Model model) {
        var call = egress.event().call();
        if (!call.provider().equals(model.provider()) || !call.model().equals(model.name())) {
            throw new IllegalStateException("the recorded egress is for another model");
        }
        if (!egress.claim()) {
            throw new IllegalStateException("the recorded egress is already spent");
        }
        return Optional.ofNullable(upstreams.get(model.provider()))
                .orElseThrow(() -> new IllegalStateException("no such provider"));
    }

    private static Completion completion(Upstream upstream, ChatResponse response) {
        var result = Optional.ofNullable(response.getResult())
                .orElseThrow(() -> new ProviderFault(upstream.id(), Kind.MALFORMED));
        String text = Optional.ofNullable(result.getOutput().getText()).orElse("");
        if (text.length() > upstream.settings().maxAnswer()) {
            throw new ProviderFault(upstream.id(), Kind.LIMIT);
        }
        return new Completion(text, Responses.finish(response).orElse("stop"), Responses.usage(response));
    }

    private static org.springframework.ai.chat.prompt.Prompt translate(Prompt prompt, Model model, boolean streamed) {
        var options = OpenAiChatOptions.builder();
        options.model(model.name());
        options.streamUsage(streamed);
        prompt.temperature().ifPresent(options::temperature);
        prompt.maxTokens().ifPresent(options::maxTokens);
        var messages = prompt.messages().stream().map(OpenAiInference::translate).toList();
        return new org.springframework.ai.chat.prompt.Prompt(messages, options.build());
    }

    private static org.springframework.ai.chat.messages.Message translate(Message message) {
        return switch (message.author()) {
            case SYSTEM -> new SystemMessage(message.text());
            case USER -> new UserMessage(message.text());
            case ASSISTANT -> new AssistantMessage(message.text());
        };
    }

    @Override
    public void close() {
        upstreams.values().forEach(Upstream::close);
    }
}
