package io.sallyport.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.policy.PolicyFiles;

/// Asks a running gateway what a folder would change: `POST /v1/policies:impact`. It follows no redirect, and sends the
/// token over plain HTTP to this machine only.
final class ImpactClient {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(120);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI server;
    private final String token;

    /// What the gateway answered.
    ///
    /// @param loads whether the folder loads there; otherwise the body is a problem with `problems`
    record Answer(boolean loads, JsonNode body) {}

    ImpactClient(URI server, String token) throws IOException {
        if (!isSafe(server)) {
            throw new IOException(
                    "--server: expected https://host, or http:// on this machine: the token must not be read on its way");
        }
        this.server = server;
        this.token = token;
    }

    private static boolean isSafe(URI server) {
        String scheme = Optional.ofNullable(server.getScheme()).orElse("");
        String host = Optional.ofNullable(server.getHost()).orElse("");
        return !host.isEmpty()
                && (scheme.equals("https") || scheme.equals("http") && THIS_MACHINE.contains(host));
    }

    /// The token of the file, else of the environment variable.
    static String token(Optional<Path> file, Optional<String> variable) throws IOException {
        String token = file.isPresent() ? Files.readString(file.get()) : variable.orElse("");
        if (!token.strip().matches("[\\x21-\\x7e]+")) {
            throw new IOException("expected an access token in --token-file or SALLYPORT_TOKEN");
        }
        return token.strip();
    }

    /// What the files would change as a bundle of their own.
    ///
    /// @param requests JSON with `subjects` and `requests`; without both, those of the folder's own tests are tried
    /// @param replay   how many requests of its audit log are to be decided again
    Answer ask(PolicyFiles files, Optional<String> requests, Optional<Integer> replay) throws IOException {
        ObjectNode body = requests.isPresent() ? object(requests.get()) : JSON.createObjectNode();
        replay.ifPresent(last -> body.putObject("replay").put("last", last));
        body.put("alone", true).set("files", texts(files));
        HttpResponse<byte[]> response = send(body);
        JsonNode answer = json(response.body());
        int status = response.statusCode();
        if (status == 200 && answer.path("requests").isArray() || status == 422 && answer.path("problems").isArray()) {
            return new Answer(status == 200, answer);
        }
        throw new IOException("%s answered %d: %s".formatted(
                server, status, answer.path("detail").asString("expected the JSON of a gateway")));
    }

    private static ObjectNode object(String text) throws IOException {
        if (json(text.getBytes(UTF_8)) instanceof ObjectNode object) {
            return object;
        }
        throw new IOException("--requests: expected a JSON object with subjects and requests");
    }

    private static ObjectNode texts(PolicyFiles files) throws IOException {
        ObjectNode texts = JSON.createObjectNode();
        for (String path : files.paths()) {
            try {
                var bytes = ByteBuffer.wrap(files.content(path).orElseThrow());
                texts.put(path, UTF_8.newDecoder().decode(bytes).toString());
            } catch (CharacterCodingException malformed) {
                throw new IOException(path + ": is not UTF-8 text", malformed);
            }
        }
        return texts;
    }

    private HttpResponse<byte[]> send(ObjectNode body) throws IOException {
        var request = HttpRequest.newBuilder(server.resolve("/v1/policies:impact"))
                .timeout(DEADLINE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try (var http = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (IOException failed) {
            throw new IOException("%s does not answer (%s)".formatted(server, failed.getClass().getSimpleName()),
                    failed);
        }
    }

    private static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException malformed) {
            return JSON.nullNode();
        }
    }
}
