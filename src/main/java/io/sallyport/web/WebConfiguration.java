package io.sallyport.web;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.audit.AuthenticationFailures;

/// The security filter chains: machines with bearer tokens, and the operations endpoints.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSettings.class)
class WebConfiguration {

    @Bean
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    @Bean
    SubjectResolver subjectResolver(WebSettings settings) {
        return new SubjectResolver(settings);
    }

    @Bean
    JwtDecoder jwtDecoder(OAuth2ResourceServerProperties properties, WebSettings settings, Clock clock) {
        var jwt = properties.getJwt();
        var decoder = Tokens.decoder(
                issuer(properties),
                Optional.ofNullable(jwt.getJwkSetUri()),
                List.copyOf(jwt.getAudiences()),
                settings.skew());
        return new CachingJwtDecoder(decoder, settings.cache(), clock);
    }

    /// Each security filter of each request is no observation of its own; the request as a whole is one.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityFilterChain operations(HttpSecurity http) throws Exception {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(EndpointRequest.to("health", "prometheus")).permitAll()
                        .anyRequest().denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain machines(
            HttpSecurity http,
            SubjectResolver resolver,
            Problems problems,
            AuthenticationFailures failures,
            OAuth2ResourceServerProperties properties)
            throws Exception {
        var access = new AccessProblems(problems, failures::count);
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.csrf(AbstractHttpConfigurer::disable);
        http.requestCache(AbstractHttpConfigurer::disable);
        http.logout(AbstractHttpConfigurer::disable);
        http.cors(AbstractHttpConfigurer::disable);
        http.headers(headers -> headers
                .contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
        http.authorizeHttpRequests(requests -> {
            requests.requestMatchers("/error").permitAll();
            ScopeTable.rows().forEach(row -> requests.requestMatchers(row.requests())
                    .hasAuthority(row.scope().authority()));
            requests.anyRequest().denyAll();
        });
        http.exceptionHandling(errors -> errors.authenticationEntryPoint(access).accessDeniedHandler(access));
        http.oauth2ResourceServer(server -> server.authenticationEntryPoint(access)
                .accessDeniedHandler(access)
                .jwt(jwt -> jwt.jwtAuthenticationConverter(authentication(resolver)))
                .protectedResourceMetadata(metadata -> metadata.protectedResourceMetadataCustomizer(resource -> {
                    resource.authorizationServer(issuer(properties)).resourceName("Sallyport");
                    resource.tlsClientCertificateBoundAccessTokens(false);
                    for (Scope scope : Scope.values()) {
                        resource.scope(scope.value());
                    }
                })));
        return http.build();
    }

    private static String issuer(OAuth2ResourceServerProperties properties) {
        return Optional.ofNullable(properties.getJwt().getIssuerUri())
                .orElseThrow(() -> new IllegalStateException("no issuer is configured"));
    }

    private static Converter<Jwt, AbstractAuthenticationToken> authentication(SubjectResolver resolver) {
        return token -> {
            try {
                var subject = resolver.subject(token.getClaims());
                return new SubjectAuthentication(subject, resolver.scopes(token.getClaims(), subject));
            } catch (IllegalArgumentException malformed) {
                throw new InvalidBearerTokenException("malformed claim");
            }
        };
    }
}
