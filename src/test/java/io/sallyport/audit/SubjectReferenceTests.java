package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectReferenceTests {

    private final ReferenceKey key = new ReferenceKey(Stage.secret(2), "a test");

    @Test
    void base32IsThatOfRfc4648() {
        Map.of("", "", "f", "my", "fo", "mzxq", "foo", "mzxw6", "foob", "mzxw6yq", "fooba", "mzxw6ytb", "foobar",
                "mzxw6ytboi").forEach(
                        (text, expected) -> assertThat(
                                Base32.of(text.getBytes(StandardCharsets.US_ASCII), text.length()))
                                .isEqualTo(expected));
    }

    /// Computed with Python's `hmac` and `base64`: the key is the bytes 0 to 31.
    @Test
    void theReferenceIsHmacSha256OfIssuerAndId() {
        byte[] secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) i;
        }
        ReferenceKey counted = new ReferenceKey(secret, "a test");
        assertThat(counted.reference(new SubjectIdentity("https://id.example", "bob")).value())
                .isEqualTo("qwtfyx2526xjibq5rozs34gqmi");
    }

    @Test
    void issuerAndIdAreKeptApart() {
        SubjectReference bob = key.reference(new SubjectIdentity("https://a", "bob"));
        assertThat(key.reference(new SubjectIdentity("https://a", "bob"))).isEqualTo(bob);
        assertThat(key.reference(new SubjectIdentity("https://ab", "ob"))).isNotEqualTo(bob);
        assertThat(key.reference(new SubjectIdentity("https://b", "bob"))).isNotEqualTo(bob);
        assertThat(new ReferenceKey(Stage.secret(3), "other").reference(new SubjectIdentity("https://a", "bob")))
                .isNotEqualTo(bob);
        assertThatThrownBy(() -> new SubjectIdentity("https://a\0b", "ob")).hasMessageContaining("NUL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "halden/bob", "bob", "abcdefghijklmnopqrstuvwxy", "abcdefghijklmnopqrstuvwxyb",
            "ABCDEFGHIJKLMNOPQRSTUVWXYA", "abcdefghijklmnopqrstuvwx1a", "../../../../../../../../aa",
            "abcdefghijklmnopqrstuvwxya\n"})
    void whatIsNoReferenceIsRefused(String text) {
        assertThat(SubjectReference.parse(text)).isEmpty();
        assertThatThrownBy(() -> new SubjectReference(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
