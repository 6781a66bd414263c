package io.sallyport.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.sallyport.dev.Tokens;
import io.sallyport.dev.World;

/// An issuer reduced to its metadata and keys, which can be switched off and on again at the same address and with the
/// same keys, while it goes on signing tokens.
public final class KeyServer implements AutoCloseable {

    private HttpServer server = serve(0);
    private final Tokens tokens = new Tokens(URI.create("http://localhost:" + port()), Clock.systemUTC());
    private boolean runs = true;

    /// Its address, and the `iss` claim of its tokens.
    public URI issuer() {
        return tokens.issuer();
    }

    /// A token as the person's own client gets it.
    public String token(String person) {
        return tokens.sign(tokens.claims(World.person(person)));
    }

    /// The same, said to be signed with a key that nobody has seen.
    public String tokenOfAnUnknownKey(String person) {
        var header = Map.<String, Object>of("alg", "RS256", "kid", "a-new-key", "typ", "JWT");
        return tokens.sign(header, tokens.claims(World.person(person)), JWSAlgorithm.RS256);
    }

    /// The same by somebody else.
    public String forgedToken(String person) {
        return tokens.forgeWithAnotherKey(tokens.claims(World.person(person)));
    }

    /// Answers, if it was stopped.
    public void start() {
        if (!runs) {
            server = serve(port());
            runs = true;
        }
    }

    /// Answers nothing until it is started again.
    public void stop() {
        server.stop(0);
        runs = false;
    }

    @Override
    public void close() {
        stop();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private HttpServer serve(int port) {
        try {
            var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            made.createContext("/", this::answer);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var document = document(exchange.getRequestURI().getPath());
        byte[] body = document.map(JSONObjectUtils::toJSONString).orElse("").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(document.isPresent() ? 200 : 404, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Optional<Map<String, Object>> document(String path) {
        return switch (path) {
            case "/.well-known/openid-configuration" -> Optional.of(Map.of(
                    "issuer",
                    issuer().toString(),
                    "jwks_uri",
                    issuer() + "/keys",
                    "subject_types_supported",
                    List.of("public")));
            case "/keys" -> Optional.of(tokens.keys().toPublicJWKSet().toJSONObject());
            default -> Optional.empty();
        };
    }
}
