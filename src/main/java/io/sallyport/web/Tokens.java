package io.sallyport.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestTemplate;

/// Verifies access tokens: signature, algorithm, issuer, audience, `exp` (required) and `nbf`.
final class Tokens {

    static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256,
            SignatureAlgorithm.ES256);

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private Tokens() {}

    /// Asks the issuer for its keys at the first token, so that the gateway may start before the issuer.
    static JwtDecoder decoder(String issuer, Optional<String> keySetUri, List<String> audiences, Duration skew) {
        return new SupplierJwtDecoder(() -> {
            var builder = keySetUri
                    .map(NimbusJwtDecoder::withJwkSetUri)
                    .orElseGet(() -> NimbusJwtDecoder.withIssuerLocation(issuer));
            var decoder = builder.jwsAlgorithms(allowed -> {
                allowed.clear();
                allowed.addAll(ALGORITHMS);
            })
                    .restOperations(new RestTemplate(requests()))
                    .build();
            decoder.setJwtValidator(validator(issuer, audiences, skew));
            return decoder;
        });
    }

    static OAuth2TokenValidator<Jwt> validator(String issuer, List<String> audiences, Duration skew) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtIssuerValidator(issuer),
                new JwtTimestampValidator(skew),
                token -> token.getExpiresAt() != null
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "no exp claim", null)),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, given -> given != null && given.stream().anyMatch(audiences::contains)));
    }

    private static SimpleClientHttpRequestFactory requests() {
        var factory = new SimpleClientHttpRequestFactory();
        factory.setConnectTimeout(DEADLINE);
        factory.setReadTimeout(DEADLINE);
        return factory;
    }
}
