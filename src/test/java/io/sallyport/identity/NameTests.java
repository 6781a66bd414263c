package io.sallyport.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTests {

    private static final List<Function<String, Object>> NAMES = List.of(
            SubjectId::new, Tenant::new, ClientId::new, Group::new, Role::new, Clearance::new);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "\t"})
    void whatIsNoNameIsRefusedWithoutBeingRepeated(String value) {
        NAMES.forEach(name -> assertThatIllegalArgumentException().isThrownBy(() -> name.apply(value))
                .withMessageContaining("1 to 255 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Ärzte & Pflege", "a b"})
    void namesAreShownAsTheyAre(String value) {
        NAMES.forEach(name -> assertThat(name.apply(value)).hasToString(value));
    }
}
