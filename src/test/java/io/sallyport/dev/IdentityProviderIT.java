package io.sallyport.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The issuer gives the demo world's people the tokens the gateway expects, and its forgeries are not accepted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityProviderIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123";
    private static final String REDIRECT = "http://localhost:8080/console/login/oauth2/code/sallyport";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final IdentityProvider issuer = IdentityProvider.start(0);
    private final JwtDecoder decoder = decoder();

    private JwtDecoder decoder() {
        return NimbusJwtDecoder.withIssuerLocation(issuer.issuer().toString())
                .jwsAlgorithms(all -> all.addAll(
                        List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256)))
                .build();
    }

    @AfterAll
    void stop() {
        issuer.close();
    }

    static Stream<Person> people() {
        return World.people().stream();
    }

    @ParameterizedTest
    @MethodSource("people")
    void givesEveryClientAllItsScopesWhenItNamesNone(Person person) throws Exception {
        var answer = token(person.id(), person.id(), Map.of("grant_type", "client_credentials"));
        assertThat(answer.get("scope").asString().split(" ")).containsExactlyInAnyOrderElementsOf(person.scopes());
        var jwt = decoder.decode(answer.get("access_token").asString());
        assertThat(jwt.getClaims()).containsAllEntriesOf(person.claims());
        assertThat(jwt.getAudience()).containsExactly("sallyport");
        assertThat(jwt.getClaimAsStringList("scope")).containsExactlyInAnyOrderElementsOf(person.scopes());
        assertThat(jwt.getClaims()).containsEntry("client_id", person.id()).containsEntry("azp", person.id());
    }

    @Test
    void givesAClientOnlyTheScopesItNamesAndMayHave() throws Exception {
        var some = token("sam", "sam", Map.of("grant_type", "client_credentials", "scope", "ask audit:read"));
        assertThat(some.get("scope").asString().split(" ")).containsExactlyInAnyOrder("ask", "audit:read");
        var foreign = token("alice", "alice", Map.of("grant_type", "client_credentials", "scope", "audit:read"));
        assertThat(foreign.get("error").asString()).isEqualTo("invalid_scope");
    }

    @Test
    void takesTheSecretFromTheFormToo() throws Exception {
        var form = Map.of("grant_type", "client_credentials", "client_id", "bob", "client_secret", "bob");
        assertThat(post("/oauth2/token", form, "").has("access_token")).isTrue();
    }

    @Test
    void refusesAWrongSecret() throws Exception {
        var answer = token("alice", "bob", Map.of("grant_type", "client_credentials"));
        assertThat(answer.get("error").asString()).isEqualTo("invalid_client");
    }

    @Test
    void signsDirectlyTheTokenThatItsEndpointGives() throws Exception {
        var answer = token("carla", "carla", Map.of("grant_type", "client_credentials"));
        var issued = decoder.decode(answer.get("access_token").asString());
        var direct = decoder.decode(issuer.token("carla"));
        assertThat(lasting(direct)).isEqualTo(lasting(issued));
        assertThat(direct.getHeaders())
                .containsAllEntriesOf(Map.of("alg", "RS256", "kid", issued.getHeaders().get("kid")));
    }

    private static Map<String, Object> lasting(Jwt jwt) {
        var claims = jwt.getClaims().entrySet().stream()
                .filter(claim -> !List.of("iat", "nbf", "exp", "jti").contains(claim.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        claims.computeIfPresent("scope", (name, scopes) -> List.copyOf(new TreeSet<>((List<String>) scopes)));
        return claims;
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256"})
    void signsWithOtherAlgorithmsOnDemand(String algorithm) {
        var claims = issuer.tokens().claims(World.person("alice"));
        var token = issuer.tokens().sign(claims, JWSAlgorithm.parse(algorithm));
        assertThat(decoder.decode(token).getHeaders()).containsEntry("alg", algorithm);
    }

    static Stream<Function<IdentityProvider, String>> forgeries() {
        return Stream.of(issuer -> issuer.tokens().forgeUnsigned(alice(issuer)),
                issuer -> issuer.tokens().forgeWithAnotherKey(alice(issuer)),
                issuer -> issuer.tokens().forgeWithThePublicKeyAsSecret(alice(issuer)),
                issuer -> issuer.tokens().forgeByChangingClaims(issuer.token("bob"), alice(issuer)),
                issuer -> issuer.tokens().sign(alice(issuer), JWSAlgorithm.RS512),
                issuer -> issuer.token("alice", claims -> with(claims, "exp", 1)),
                issuer -> issuer.token("alice", claims -> with(claims, "iss", "http://localhost:1")));
    }

    private static Map<String, Object> alice(IdentityProvider issuer) {
        return issuer.tokens().claims(World.person("alice"));
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        claims.put(name, value);
        return claims;
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void itsForgeriesAreNotAccepted(Function<IdentityProvider, String> forgery) {
        assertThatThrownBy(() -> decoder.decode(forgery.apply(issuer))).isInstanceOf(JwtException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {REDIRECT, "http://127.0.0.1:8080/console/login/oauth2/code/sallyport",
            "http://127.0.0.1:49152/console/login/oauth2/code/sallyport"})
    void signsAPersonInOnThePasswordPage(String redirect) throws Exception {
        var answer = new Browser().signIn("olga", "olga", redirect);
        assertThat(answer).startsWith(redirect + "?").contains("code=").contains("state=xyz");
        var tokens = exchange(answer, redirect, Map.of("code_verifier", VERIFIER));
        var access = decoder.decode(tokens.get("access_token").asString());
        assertThat(access.getClaims()).containsAllEntriesOf(World.person("olga").claims());
        assertThat(access.getAudience()).containsExactly("sallyport");
        assertThat(access.getClaims()).containsEntry("client_id", "console").containsEntry("azp", "console");
        var id = decoder.decode(tokens.get("id_token").asString());
        assertThat(id.getAudience()).containsExactly("console");
        assertThat(id.getClaims()).containsAllEntriesOf(World.person("olga").claims());
    }

    @Test
    void narrowsWhatTheConsoleAsksToThePersonsScopes() throws Exception {
        var tokens = exchange(new Browser().signIn("sam", "sam", REDIRECT), REDIRECT,
                Map.of("code_verifier", VERIFIER));
        var expected = new String[]{"openid", "ask", "retrieve", "redact", "audit:read", "audit:reveal"};
        assertThat(tokens.get("scope").asString().split(" ")).containsExactlyInAnyOrder(expected);
        var access = decoder.decode(tokens.get("access_token").asString());
        assertThat(access.getClaimAsStringList("scope")).containsExactlyInAnyOrder(expected);
    }

    @Test
    void refusesACodeWithoutItsVerifier() throws Exception {
        var answer = new Browser().signIn("olga", "olga", REDIRECT);
        assertThat(exchange(answer, REDIRECT, Map.of()).has("access_token")).isFalse();
        var wrong = Map.of("code_verifier", VERIFIER.replace('a', 'b'));
        assertThat(exchange(answer, REDIRECT, wrong).get("error").asString()).isEqualTo("invalid_grant");
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        assertThat(new Browser().signIn("olga", "oskar", REDIRECT)).endsWith("/login?error");
    }

    @Test
    void redirectsNowhereElse() throws Exception {
        var response = new Browser().authorize("http://attacker.example/console/login/oauth2/code/sallyport");
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void namesAPortInUseAndThePropertyThatChangesIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> IdentityProvider.start(taken.getLocalPort()))
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("sallyport.dev.identity.port=");
        }
    }

    private JsonNode token(String client, String secret, Map<String, String> form) throws Exception {
        return post("/oauth2/token", form, "Basic " + base64(client + ":" + secret));
    }

    private JsonNode exchange(String redirected, String redirect, Map<String, String> proof) throws Exception {
        var code = Objects.requireNonNull(URI.create(redirected).getQuery()).replaceAll(".*code=([^&]+).*", "$1");
        var form = Stream
                .of(Map.of("grant_type", "authorization_code", "client_id", "console", "code", code, "redirect_uri",
                        redirect), proof)
                .flatMap(part -> part.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return post("/oauth2/token", form, "");
    }

    private JsonNode post(String path, Map<String, String> form, String authorization) throws Exception {
        var request = form(issuer.issuer().resolve(path), form);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    }

    private static HttpRequest.Builder form(URI uri, Map<String, String> form) {
        return HttpRequest.newBuilder(uri).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(form)));
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /// A browser with a session: it asks for a code, fills in the password page and follows redirects within the issuer.
    private final class Browser {
        private final HttpClient session = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        /// Where the browser is sent in the end, outside the issuer or back to its password page.
        String signIn(String name, String password, String redirect) throws Exception {
            assertThat(location(authorize(redirect))).endsWith("/login");
            var page = get(issuer.issuer().resolve("/login")).body();
            var csrf = CSRF.matcher(page);
            assertThat(csrf.find()).as(page).isTrue();
            var fields = Map.of("username", name, "password", password, "_csrf", csrf.group(1));
            var next = location(send(form(issuer.issuer().resolve("/login"), fields)));
            return next.contains("/oauth2/authorize") ? location(get(URI.create(next))) : next;
        }

        HttpResponse<String> authorize(String redirect) throws Exception {
            var challenge = Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8)));
            return get(issuer.issuer().resolve("/oauth2/authorize?" + encode(Map.of("response_type", "code",
                    "client_id", "console", "redirect_uri", redirect, "state", "xyz", "code_challenge", challenge,
                    "code_challenge_method", "S256", "scope",
                    "openid ask retrieve redact audit:read audit:reveal audit:erase policy:write documents:write"))));
        }

        private HttpResponse<String> get(URI uri) throws Exception {
            return send(HttpRequest.newBuilder(uri));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
            return session.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
        }

        private String location(HttpResponse<String> response) {
            return response.headers().firstValue("Location")
                    .orElseThrow(() -> new AssertionError(response + response.body()));
        }
    }
}
