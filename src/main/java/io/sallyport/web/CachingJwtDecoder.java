package io.sallyport.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Remembers verified tokens by their SHA-256, never beyond `exp` and never longer than the cap.
/// Failures are not remembered.
final class CachingJwtDecoder implements JwtDecoder {

    /// Characters of all remembered tokens, since some name thousands of groups.
    private static final long MOST = 16_000_000;

    private final JwtDecoder delegate;
    private final Cache<String, Jwt> verified;

    CachingJwtDecoder(JwtDecoder delegate, Duration cap, Clock clock) {
        this.delegate = delegate;
        this.verified = Caffeine.newBuilder()
                .maximumWeight(MOST)
                .weigher((String key, Jwt token) -> token.getTokenValue().length())
                .expireAfter(Expiry.<String, Jwt>creating((key, token) -> lifetime(token, cap, clock)))
                .build();
    }

    @Override
    public Jwt decode(String token) {
        return verified.get(sha256(token), key -> delegate.decode(token));
    }

    private static Duration lifetime(Jwt token, Duration cap, Clock clock) {
        var expires = token.getExpiresAt();
        if (expires == null) {
            return Duration.ZERO;
        }
        var left = Duration.between(clock.instant(), expires);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(cap) < 0 ? left : cap;
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
