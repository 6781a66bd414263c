package io.sallyport.inference;

import com.openai.client.OpenAIClientAsyncImpl;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.http.okhttp.SpringAiOpenAiHttpClient;

/// One provider: its HTTP client and the chat model on top of it, made once.
final class Upstream implements AutoCloseable {

    private static final int MOST_CALLS = 1_024;
    private static final String NO_KEY = "none";

    private final String id;
    private final InferenceSettings.Provider settings;
    private final SpringAiOpenAiHttpClient http;
    private final OpenAiChatModel chat;

    Upstream(String id, InferenceSettings.Provider settings) {
        this.id = id;
        this.settings = settings;
        this.http = SpringAiOpenAiHttpClient.builder()
                .timeout(settings.timeout())
                .interceptor(new SingleHop(settings))
                .build();
        var dispatcher = http.getOkHttpClient().dispatcher();
        dispatcher.setMaxRequests(MOST_CALLS);
        dispatcher.setMaxRequestsPerHost(MOST_CALLS);
        String key = settings.apiKey().isEmpty() ? NO_KEY : settings.apiKey();
        var options = ClientOptions.builder()
                .httpClient(http)
                .baseUrl(settings.baseUrl().toString())
                .apiKey(key)
                .maxRetries(0)
                .timeout(settings.timeout())
                .build();
        this.chat = OpenAiChatModel.builder()
                .openAiClient(new OpenAIClientImpl(options))
                .openAiClientAsync(new OpenAIClientAsyncImpl(options))
                .options(OpenAiChatOptions.builder()
                        .baseUrl(settings.baseUrl().toString())
                        .apiKey(key)
                        .maxRetries(0)
                        .build())
                .build();
    }

    String id() {
        return id;
    }

    InferenceSettings.Provider settings() {
        return settings;
    }

    OpenAiChatModel chat() {
        return chat;
    }

    @Override
    public void close() {
        http.close();
    }
}
