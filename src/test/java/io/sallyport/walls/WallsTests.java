package io.sallyport.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

import io.sallyport.SallyportApplication;
import io.sallyport.walls.broken.BrokenApplication;

/// The rooms and walls of the design hold, and a breach is noticed.
class WallsTests {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.sallyport");

    private static final JavaClasses BREACHES = new ClassFileImporter().importPackages("io.sallyport.walls.broken");

    /// Walls that only the product's own types can break.
    private static final Set<String> NOT_BREAKABLE_FROM_OUTSIDE = Set
            .of("passages are retrieved under a filter and an admission", "domain rooms carry no framework");

    static Stream<Map.Entry<String, ArchRule>> walls() {
        return Walls.all().entrySet().stream();
    }

    static Stream<Map.Entry<String, ArchRule>> breakableWalls() {
        return walls().filter(wall -> !NOT_BREAKABLE_FROM_OUTSIDE.contains(wall.getKey()));
    }

    @Test
    void roomsDependOnlyOnWhatTheyDeclare() {
        ApplicationModules.of(SallyportApplication.class).verify();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void everyWallStands(Map.Entry<String, ArchRule> wall) {
        wall.getValue().check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("breakableWalls")
    void breakingAWallIsNoticed(Map.Entry<String, ArchRule> wall) {
        assertThat(wall.getValue().allowEmptyShould(true).evaluate(BREACHES).hasViolation())
                .as(wall.getKey())
                .isTrue();
    }

    @Test
    void aRoomThatUsesWhatItDoesNotDeclareIsNoticed() {
        var modules = ApplicationModules.of(BrokenApplication.class, new ImportOption.OnlyIncludeTests());
        assertThatThrownBy(modules::verify).isInstanceOf(Violations.class).hasMessageContaining("upstairs");
    }
}
