package io.sallyport.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import org.junit.jupiter.api.Test;
import org.springframework.ai.openai.http.okhttp.SpringAiOpenAiHttpClient;

import io.sallyport.dev.TestStack;

/// An unmodified OpenAI client for Java chats, streams and reads errors.
class JavaSdkIT {

    private static final String QUESTION = "What is the budget of the Rotterdam office move?";

    @Test
    void listsModels() {
        try (var client = closing(client("bob"))) {
            assertThat(client.sdk().models().list().data()).extracting(model -> model.id()).contains("halden-local");
        }
    }

    @Test
    void chatsWithCitations() {
        try (var client = closing(client("bob"))) {
            var completion = client.sdk().chat().completions().create(question().build());
            assertThat(completion.choices().getFirst().message().content().orElseThrow()).contains("EUR 4.2 million");
            assertThat(String.valueOf(completion._additionalProperties().get("citations")))
                    .contains("rotterdam-move-budget");
            assertThat(completion.usage().orElseThrow().totalTokens()).isPositive();
        }
    }

    @Test
    void streamsWhatItWouldHaveSaidWhole() {
        try (var client = closing(client("bob"))) {
            var whole = client.sdk().chat().completions().create(question().build());
            try (var stream = client.sdk().chat().completions().createStreaming(question().build())) {
                String text = stream.stream()
                        .flatMap(chunk -> chunk.choices().stream())
                        .flatMap(choice -> choice.delta().content().stream())
                        .collect(Collectors.joining());
                assertThat(text).isEqualTo(whole.choices().getFirst().message().content().orElseThrow());
            }
        }
    }

    @Test
    void readsErrors() {
        assertThat(failure("", question(), UnauthorizedException.class).code()).hasValue("unauthorized");
        assertThat(failure("conrad", question(), PermissionDeniedException.class).code()).hasValue("denied");
        assertThat(failure("bob", question().model("no-such-model"), NotFoundException.class).code())
                .hasValue("not-found");
        assertThat(failure("bob", question().temperature(1.5).n(3), BadRequestException.class).param()).hasValue("n");
    }

    private static <E extends OpenAIServiceException> E failure(
            String person, ChatCompletionCreateParams.Builder question, Class<E> type) {
        try (var client = closing(client(person))) {
            return catchThrowableOfType(type, () -> client.sdk().chat().completions().create(question.build()));
        }
    }

    private static ChatCompletionCreateParams.Builder question() {
        return ChatCompletionCreateParams.builder().model("halden-local").addUserMessage(QUESTION);
    }

    private static OpenAIClient client(String person) {
        return new OpenAIClientImpl(ClientOptions.builder()
                .httpClient(SpringAiOpenAiHttpClient.builder().build())
                .baseUrl(TestStack.gateway().uri() + "/v1")
                .apiKey(person.isEmpty() ? "not-a-token" : TestStack.issuer().token(person))
                .maxRetries(0)
                .build());
    }

    private record Closing(OpenAIClient sdk) implements AutoCloseable {
        @Override
        public void close() {
            sdk.close();
        }
    }

    private static Closing closing(OpenAIClient client) {
        return new Closing(client);
    }
}
