package io.sallyport.dev;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

/// Where the demo models are asked.
///
/// @param url  an OpenAI-compatible endpoint, up to and including `/v1`
/// @param name what every demo model is called there; absent: by its own name
record ModelEndpoint(URI url, Optional<String> name) {

    /// An endpoint of the developer's own; without a name, the first model it lists.
    ///
    /// @throws IllegalStateException when it lists none
    static ModelEndpoint of(URI url, Optional<String> name) {
        return new ModelEndpoint(url, Optional.of(name.orElseGet(() -> first(url))));
    }

    private static String first(URI url) {
        String hint = "%s/models lists no model; start the server, or name the model with --sallyport.dev.model.name"
                .formatted(url);
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/models")).timeout(Duration.ofSeconds(5)).build();
            var body = new JsonMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
            String id = body.path("data").path(0).path("id").asString("");
            if (id.isEmpty()) {
                throw new IllegalStateException(hint);
            }
            return id;
        } catch (IOException unreachable) {
            throw new IllegalStateException(hint, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hint, interrupted);
        }
    }
}
