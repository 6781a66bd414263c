package io.sallyport.dev;

import static org.springframework.security.config.Customizer.withDefaults;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.AbstractValidatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/// The beans of the development identity provider's own application context.
///
/// Deliberately no `@Configuration`: it lies below the application's base package, whose component scan must not find it.
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class, SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class, OAuth2AuthorizationServerAutoConfiguration.class,
        OAuth2AuthorizationServerJwtAutoConfiguration.class})
class IdentityServer {
    private static final String CONSOLE = "/console/";
    private static final List<String> CONSOLE_HOSTS = List.of("http://localhost:8080", "http://127.0.0.1:8080");

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http, RegisteredClientRepository clients) throws Exception {
        var login = new LoginUrlAuthenticationEntryPoint("/login");
        return http.oauth2AuthorizationServer(server -> {
            http.securityMatcher(server.getEndpointsMatcher());
            server.oidc(withDefaults());
            server.tokenEndpoint(token -> token
                    .accessTokenRequestConverters(all -> all.addFirst(new AllScopesWhenNoneAsked(clients))));
        }).authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(resource -> resource.jwt(withDefaults()))
                .exceptionHandling(e -> e.defaultAuthenticationEntryPointFor(login,
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain passwordPage(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated()).formLogin(withDefaults())
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(World.people().stream()
                .map(person -> User.withUsername(person.id()).password(person.id()).roles("PERSON").build()).toList());
    }

    @Bean
    PasswordEncoder passwords() {
        return new PlainPasswords();
    }

    @Bean
    RegisteredClientRepository clients() {
        var machines = World.people().stream().map(IdentityServer::client);
        return new InMemoryRegisteredClientRepository(Stream.concat(machines, Stream.of(console())).toList());
    }

    private static RegisteredClient client(Person person) {
        return RegisteredClient.withId(person.id()).clientId(person.id()).clientSecret(person.id())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(person.scopes())).tokenSettings(lifetime()).build();
    }

    private static RegisteredClient console() {
        return RegisteredClient.withId("console").clientId("console")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(uris -> CONSOLE_HOSTS
                        .forEach(host -> uris.add(host + CONSOLE + "login/oauth2/code/sallyport")))
                .postLogoutRedirectUris(uris -> CONSOLE_HOSTS.forEach(host -> uris.add(host + CONSOLE)))
                .scopes(IdentityServer::addConsoleScopes)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build()).tokenSettings(lifetime())
                .build();
    }

    private static void addConsoleScopes(Set<String> scopes) {
        scopes.addAll(Set.of(OidcScopes.OPENID, OidcScopes.PROFILE));
        World.people().forEach(person -> scopes.addAll(person.scopes()));
    }

    private static TokenSettings lifetime() {
        return TokenSettings.builder().accessTokenTimeToLive(Tokens.LIFETIME).build();
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
        return new PersonalScopes(new InMemoryOAuth2AuthorizationService());
    }

    @Bean
    AuthorizationServerSettings issuer(Tokens tokens) {
        return AuthorizationServerSettings.builder().issuer(tokens.issuer().toString()).build();
    }

    @Bean
    JWKSource<SecurityContext> keys(Tokens tokens) {
        return new ImmutableJWKSet<>(tokens.keys());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> personalClaims() {
        return context -> {
            var claims = context.getClaims();
            var person = Objects.requireNonNull(context.<Authentication>getPrincipal()).getName();
            World.person(person).claims().forEach(claims::claim);
            if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                var client = context.getRegisteredClient().getClientId();
                claims.audience(List.of(Tokens.AUDIENCE)).claim("client_id", client).claim("azp", client);
            }
        };
    }

    /// Passwords in the clear: they are the public names of the demo world's people.
    private static final class PlainPasswords extends AbstractValidatingPasswordEncoder {
        @Override
        protected String encodeNonNullPassword(String password) {
            return password;
        }

        @Override
        protected boolean matchesNonNull(String password, String encoded) {
            return password.equals(encoded);
        }
    }
}
