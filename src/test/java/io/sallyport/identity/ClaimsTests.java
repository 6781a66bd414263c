package io.sallyport.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ClaimsTests {

    @Test
    void theExactNameComesBeforeThePath() {
        var claims = new Claims(Map.of("a.b", "exact", "a", Map.of("b", "nested")));
        assertThat(claims.find("a.b")).contains("exact");
    }

    @Test
    void dotsLeadThroughNestedClaims() {
        var claims = new Claims(Map.of("a", Map.of("b", Map.of("c", 1L))));
        assertThat(claims.find("a.b.c")).contains(1L);
        assertThat(claims.find("a.b")).contains(Map.of("c", 1L));
    }

    @Test
    void aMissingStepIsAbsent() {
        var claims = new Claims(Map.of("a", "text"));
        assertThat(claims.find("a.b")).isEmpty();
        assertThat(claims.find("b")).isEmpty();
        assertThat(claims.find("")).isEmpty();
    }

    @Test
    void anExplicitNullIsAbsent() {
        var values = new HashMap<String, Object>();
        values.put("a", null);
        assertThat(new Claims(values).find("a")).isEmpty();
    }
}
