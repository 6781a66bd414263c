package io.sallyport.inference;

import java.io.IOException;

import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/// Sends each request exactly once to exactly the configured host: a redirect is an answer, not a new address, and a
/// broken connection is a fault, not a reason to send the text again. What comes back cannot fill the memory.
final class SingleHop implements Interceptor {

    private final OkHttpClient client;
    private final int maxAnswer;

    SingleHop(InferenceSettings.Provider settings) {
        this.maxAnswer = settings.maxAnswer();
        this.client = new OkHttpClient.Builder()
                .socketFactory(new UndelayedSockets())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(settings.connect())
                .readTimeout(settings.idle())
                .writeTimeout(settings.idle())
                .callTimeout(settings.timeout())
                .build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        return BoundedAnswer.of(client.newCall(chain.request()).execute(), maxAnswer);
    }
}
