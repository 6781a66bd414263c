package io.sallyport.inference;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Providers and the models they serve.
///
/// @param providers by id
/// @param models    by the name callers and policies use
@ConfigurationProperties("sallyport.inference")
public record InferenceSettings(
        @DefaultValue Map<String, Provider> providers, @DefaultValue Map<String, Route> models) {

    public InferenceSettings {
        models.forEach((id, route) -> {
            if (!providers.containsKey(route.provider())) {
                throw new IllegalArgumentException(
                        "sallyport.inference.models.%s.provider names no entry of sallyport.inference.providers"
                                .formatted(id));
            }
        });
    }

    Provider provider(Route route) {
        return Objects.requireNonNull(providers.get(route.provider()), "checked when bound");
    }

    /// An OpenAI-compatible endpoint.
    ///
    /// @param baseUrl   up to and including `/v1`
    /// @param apiKey    sent as bearer token; empty sends a placeholder, for servers that want none
    /// @param connect   longest time until connected
    /// @param idle      longest time between two bytes
    /// @param timeout   longest time of a whole call
    /// @param maxAnswer longest answer in UTF-16 units
    public record Provider(
            URI baseUrl,
            @DefaultValue("") String apiKey,
            @DefaultValue("5s") Duration connect,
            @DefaultValue("60s") Duration idle,
            @DefaultValue("5m") Duration timeout,
            @DefaultValue("1000000") int maxAnswer) {

        public Provider {
            String scheme = baseUrl.getScheme();
            if (baseUrl.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
                throw new IllegalArgumentException("a base-url of sallyport.inference.providers is an http(s) URL");
            }
        }

        @Override
        public String toString() {
            return "Provider[" + baseUrl + "]";
        }
    }

    /// Where calls of a model go.
    ///
    /// @param name the model's name at the provider; empty means the same name
    public record Route(String provider, @DefaultValue("") String name) {}
}
