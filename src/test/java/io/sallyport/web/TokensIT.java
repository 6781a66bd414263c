package io.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.TestStack;
import io.sallyport.dev.Tokens;
import io.sallyport.dev.World;

/// Only a token of the issuer, for this audience, in its time, with the claims the gateway reads, is accepted.
class TokensIT {

    private static final Tokens TOKENS = TestStack.issuer().tokens();

    record Token(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Token> forged() {
        long now = Instant.now().getEpochSecond();
        var claims = claims(all -> {});
        return Stream.of(
                new Token("no token at all", ""),
                new Token("not a token", "Bearer"),
                new Token("another key", TOKENS.forgeWithAnotherKey(claims)),
                new Token("the public key as a secret", TOKENS.forgeWithThePublicKeyAsSecret(claims)),
                new Token("unsigned", TOKENS.forgeUnsigned(claims)),
                new Token("claims changed", TOKENS.forgeByChangingClaims(
                        TOKENS.sign(claims), claims(all -> all.put("roles", List.of("security-officer"))))),
                new Token("RS512 is not on the list", TOKENS.sign(claims, JWSAlgorithm.RS512)),
                signed("another issuer", all -> all.put("iss", "http://evil.example")),
                signed("no issuer", all -> all.remove("iss")),
                signed("another audience", all -> all.put("aud", "somebody-else")),
                signed("no audience", all -> all.remove("aud")),
                signed("expired", all -> all.put("exp", now - 120)),
                signed("no expiry", all -> all.remove("exp")),
                signed("not yet valid", all -> all.put("nbf", now + 600)),
                signed("no subject", all -> all.remove("sub")),
                signed("no tenant", all -> all.remove("tid")),
                signed("roles are no list", all -> all.put("roles", "staff")),
                signed("groups hold numbers", all -> all.put("groups", List.of(1, 2))),
                signed("mfa is text", all -> all.put("mfa", "true")));
    }

    @ParameterizedTest
    @MethodSource("forged")
    void everythingElseIsA401ThatTellsNothing(Token token) {
        var reply = call(token.value(), "GET", "/v1/models");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("www-authenticate")).startsWith("Bearer").contains("resource_metadata");
        assertThat(reply.json().at("/error/code").asString()).isEqualTo("unauthorized");
        assertThat(reply.header("x-request-id")).isNotEmpty();
        if (token.value().length() > 20) {
            assertThat(reply.body() + reply.headers()).doesNotContain(token.value());
        }
    }

    @Test
    void eachAllowedAlgorithmIsAccepted() {
        for (var algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256)) {
            var reply = call(TOKENS.sign(claims(all -> {}), algorithm), "GET", "/v1/models");
            assertThat(reply.status()).as(algorithm.getName() + reply.body()).isEqualTo(200);
        }
    }

    @Test
    void scopesComeAsTextOrAsAList() {
        var list = signed("", all -> all.put("scope", List.of("ask", "retrieve")));
        var text = signed("", all -> all.put("scope", "ask retrieve"));
        assertThat(call(list.value(), "GET", "/v1/models").status()).isEqualTo(200);
        assertThat(call(text.value(), "GET", "/v1/models").status()).isEqualTo(200);
    }

    @Test
    void aMissingScopeIsA403ThatNamesIt() {
        var reply = call(signed("", all -> all.put("scope", "retrieve")).value(), "GET", "/v1/models");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("www-authenticate")).contains("insufficient_scope").contains("scope=\"ask\"");
        assertThat(reply.body()).contains("'ask'");
    }

    @Test
    void aScopeThatNeedsARoleIsNothingWithoutIt() {
        var reply = call(signed("", all -> all.put("scope", "audit:read")).value(), "GET",
                "/v1/audit/entries?purpose=x");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.json().get("detail").asString()).contains("audit:read").contains("role");
    }

    @Test
    void theResourceMetadataNamesTheIssuer() {
        var reply = call("", "GET", "/.well-known/oauth-protected-resource");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().get("authorization_servers").get(0).asString())
                .isEqualTo(TestStack.issuer().issuer().toString());
        assertThat(reply.json().path("tls_client_certificate_bound_access_tokens").asBoolean(false)).isFalse();
    }

    @Test
    void responsesCarrySecurityHeadersAndNoCors() {
        var client = new GatewayClient(TestStack.gateway().uri(), TestStack.issuer()::token);
        var reply = client.get("alice", "/v1/models", "Origin", "https://elsewhere.example");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.header("content-security-policy")).contains("default-src 'none'");
        assertThat(reply.header("cache-control")).contains("no-store");
        assertThat(reply.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void aPathThatIsNotServedIsA404() {
        var client = TestStack.client();
        assertThat(client.get("alice", "/v1/secrets").status()).isEqualTo(404);
        assertThat(client.get("alice", "/actuator/env").status()).isIn(403, 404);
    }

    private static Token signed(String name, Consumer<Map<String, Object>> change) {
        return new Token(name, TOKENS.sign(claims(change)));
    }

    private static Map<String, Object> claims(Consumer<Map<String, Object>> change) {
        var claims = new HashMap<>(TOKENS.claims(World.person("alice")));
        change.accept(claims);
        return claims;
    }

    private static GatewayClient.Reply call(String token, String method, String path) {
        var client = new GatewayClient(TestStack.gateway().uri(), person -> token);
        var request = client.request(token.isEmpty() ? "" : "somebody", path);
        return client.send(request.method(method, java.net.http.HttpRequest.BodyPublishers.noBody()));
    }
}
