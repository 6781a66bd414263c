package io.sallyport.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;

/// The keys of an issuer, and the access tokens that it, or somebody who pretends to be it, signs.
///
/// Claims and headers are plain JSON maps (times are epoch seconds), so that a test can also send what no issuer would.
public final class Tokens {
    static final String AUDIENCE = "sallyport";
    static final Duration LIFETIME = Duration.ofHours(1);

    private final URI issuer;
    private final Clock clock;
    private final RSAKey rsa = rsaKey("issuer-rsa");
    private final ECKey ec = ecKey("issuer-ec");

    /// New keys for `issuer`; its tokens are issued at the clock's time.
    public Tokens(URI issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /// Whose keys these are.
    public URI issuer() {
        return issuer;
    }

    /// The keys, an RSA and an EC one, with their private parts.
    public JWKSet keys() {
        return new JWKSet(List.of(rsa, ec));
    }

    /// The claims of the access token that the person's own client gets, as a map the caller may change.
    public Map<String, Object> claims(Person person) {
        var now = clock.instant();
        var claims = new LinkedHashMap<>(person.claims());
        claims.put("iss", issuer.toString());
        claims.put("aud", AUDIENCE);
        claims.put("client_id", person.id());
        claims.put("azp", person.id());
        claims.put("scope", List.copyOf(person.scopes()));
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    /// The claims signed with RS256 by the issuer's key.
    public String sign(Map<String, Object> claims) {
        return sign(claims, JWSAlgorithm.RS256);
    }

    /// The claims signed by the issuer's key of that algorithm: RS…, PS… or ES256.
    public String sign(Map<String, Object> claims, JWSAlgorithm algorithm) {
        var elliptic = JWSAlgorithm.Family.EC.contains(algorithm);
        return sign(header(algorithm, elliptic ? ec.getKeyID() : rsa.getKeyID()), claims, algorithm);
    }

    /// The claims under exactly that header, signed by the issuer's key of `algorithm`, whatever the header says.
    public String sign(Map<String, Object> header, Map<String, Object> claims, JWSAlgorithm algorithm) {
        try {
            JWSSigner signer = JWSAlgorithm.Family.EC.contains(algorithm) ? new ECDSASigner(ec) : new RSASSASigner(rsa);
            return compact(header, claims, algorithm, signer);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("Cannot sign with " + algorithm, e);
        }
    }

    /// A forgery: RS256 by a key that is not the issuer's, under the issuer's key id.
    public String forgeWithAnotherKey(Map<String, Object> claims) {
        try {
            var other = new RSASSASigner(rsaKey(rsa.getKeyID()));
            return compact(header(JWSAlgorithm.RS256, rsa.getKeyID()), claims, JWSAlgorithm.RS256, other);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A forgery: HS256 with the issuer's public key, which everybody knows, as the secret.
    public String forgeWithThePublicKeyAsSecret(Map<String, Object> claims) {
        try {
            var secret = new MACSigner(rsa.toRSAPublicKey().getEncoded());
            return compact(header(JWSAlgorithm.HS256, rsa.getKeyID()), claims, JWSAlgorithm.HS256, secret);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A forgery: no signature and algorithm `none`.
    public String forgeUnsigned(Map<String, Object> claims) {
        return encode(Map.of("alg", "none", "typ", "JWT")) + "." + encode(claims) + ".";
    }

    /// A forgery: the token with other claims under its old signature.
    public String forgeByChangingClaims(String token, Map<String, Object> claims) {
        var parts = token.split("\\.");
        return parts[0] + "." + encode(claims) + "." + parts[2];
    }

    private static Map<String, Object> header(JWSAlgorithm algorithm, String keyId) {
        return Map.of("alg", algorithm.getName(), "kid", keyId, "typ", "JWT");
    }

    private static String compact(Map<String, Object> header, Map<String, Object> claims, JWSAlgorithm algorithm,
            JWSSigner signer) throws JOSEException {
        var content = encode(header) + "." + encode(claims);
        return content + "." + signer.sign(new JWSHeader(algorithm), content.getBytes(UTF_8));
    }

    private static String encode(Map<String, Object> json) {
        return Base64URL.encode(JSONObjectUtils.toJSONString(json)).toString();
    }

    private static RSAKey rsaKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ecKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
