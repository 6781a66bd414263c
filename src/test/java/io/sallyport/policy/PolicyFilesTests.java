package io.sallyport.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of a bundle are the same wherever they come from.
class PolicyFilesTests {

    private static final String PATH = "00-vocabulary.yaml";

    @TempDir
    private Path folder;

    private static PolicyFiles given() {
        return PolicyFiles.of("memory", Map.of(PATH, Given.VOCABULARY.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.yml", "a", "../a.yaml", "/a.yaml", "a//b.yaml", ".a.yaml", "..data/a.yaml",
            "a/../b.yaml", "a\\b.yaml", "a\u0000.yaml", "./a.yaml"})
    void aPathThatAFolderWouldNotGiveIsRefused(String path) {
        assertThat(PolicyFiles.isPath(path)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> given().with(path, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> PolicyFiles.of("memory", Map.of(path, new byte[0])));
    }

    @Test
    void aFileThatAFolderWouldNotGiveForItsSizeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> given().with("big.yaml", new byte[PolicyFiles.MOST_BYTES + 1]));
    }

    @Test
    void filesOfAFolderAndFromMemoryAreTheSameBundle() {
        Given.write(folder, Map.of(PATH, Given.VOCABULARY));
        var loader = new PolicyLoader(PolicySettings.defaults(), Given.ENTITIES);
        assertThat(PolicyFiles.in(folder).sameAs(given())).isTrue();
        assertThat(loader.load(given()).revision()).isEqualTo(loader.load(folder).revision());
        assertThat(loader.load(given()).files()).isEqualTo(loader.load(folder).files());
    }

    @Test
    void whatIsChangedAfterwardsDoesNotShow() {
        var contents = new HashMap<>(Map.of(PATH, Given.VOCABULARY.getBytes(UTF_8)));
        var files = PolicyFiles.of("memory", contents);
        var before = files.revision();
        contents.values().forEach(bytes -> bytes[0] = '#');
        contents.clear();
        files.content(PATH).orElseThrow()[0] = '#';
        assertThat(files.revision()).isEqualTo(before);
    }

    @Test
    void aChangedCopyLeavesTheOriginal() {
        var more = given().with("sub/a.yaml", "x".getBytes(UTF_8));
        assertThat(more.paths()).containsExactly(PATH, "sub/a.yaml");
        assertThat(more.revision()).isNotEqualTo(given().revision());
        assertThat(more.without("sub/a.yaml").revision()).isEqualTo(given().revision());
    }

    @Test
    void aProblemNamesThePlace() {
        var loader = new PolicyLoader(PolicySettings.defaults(), Given.ENTITIES);
        assertThatExceptionOfType(PolicyProblems.class)
                .isThrownBy(() -> loader.load(given().without(PATH)))
                .withMessage("memory: has no file of kind Vocabulary");
    }
}
