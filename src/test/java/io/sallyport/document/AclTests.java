package io.sallyport.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AclTests {

    private static final Principal ANNA = new Principal("user:anna");
    private static final Principal STAFF = new Principal("group:staff");

    @Test
    void withoutAnAllowNobodyReads() {
        assertThat(new Acl(Set.of(), Set.of()).permits(Set.of(ANNA, Principal.EVERYONE))).isFalse();
    }

    @Test
    void aDenyWinsOverAnAllow() {
        assertThat(new Acl(Set.of(STAFF), Set.of(ANNA)).permits(Set.of(ANNA, STAFF))).isFalse();
        assertThat(new Acl(Set.of(ANNA), Set.of(ANNA)).permits(Set.of(ANNA))).isFalse();
    }

    @Test
    void oneAllowedPrincipalIsEnough() {
        assertThat(new Acl(Set.of(STAFF), Set.of()).permits(Set.of(ANNA, STAFF))).isTrue();
        assertThat(new Acl(Set.of(STAFF), Set.of()).permits(Set.of(ANNA))).isFalse();
    }

    @Test
    void theDigestTellsAllowFromDenyAndIgnoresOrder() {
        var one = new Acl(Set.of(ANNA, STAFF), Set.of());
        assertThat(one.digest()).isEqualTo(new Acl(Set.of(STAFF, ANNA), Set.of()).digest());
        assertThat(one.digest()).isNotEqualTo(new Acl(Set.of(), Set.of(ANNA, STAFF)).digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anna", "user:", "user: anna", "User:anna", "team:x", "everyone ", "user:a\nb",
            "Everyone"})
    void whatNamesNobodyIsNoPrincipal(String line) {
        assertThat(Principal.parse(line)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Principal(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"everyone", "user:anna", "group:all staff", "role:a:b"})
    void principalsAreReadAsWritten(String line) {
        assertThat(Principal.parse(line)).map(Principal::text).contains(line);
    }
}
