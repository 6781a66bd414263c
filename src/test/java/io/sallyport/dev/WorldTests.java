package io.sallyport.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The cast and the documents of the demo world fit together.
class WorldTests {
    private static final Set<String> ATTRIBUTES = Set.of("department", "region", "tags", "compartments", "patientId",
            "embargoUntil");

    @Test
    void hasFifteenPeopleOfTwoTenants() {
        assertThat(World.people()).extracting(Person::id).doesNotHaveDuplicates().hasSize(15);
        assertThat(World.people()).extracting(Person::tenant).containsOnly("halden", "halden-clinic");
        assertThatThrownBy(() -> World.person("mallory")).hasMessageContaining("mallory");
    }

    @ParameterizedTest
    @CsvSource({"alice,ask redact retrieve", "sofia,ask audit:read audit:reveal redact retrieve",
            "dieter,ask audit:erase audit:read redact retrieve", "pia,ask policy:read policy:write redact retrieve",
            "oskar,ask documents:write redact retrieve", "conrad,ask redact retrieve"})
    void givesScopesByRole(String person, String scopes) {
        assertThat(World.person(person).scopes()).containsExactlyInAnyOrder(scopes.split(" "));
    }

    @Test
    void tellsAboutAPersonInClaims() {
        assertThat(World.person("carla").claims()).containsEntry("sub", "carla").containsEntry("tid", "halden-clinic")
                .containsEntry("groups", List.of("clinic-staff")).containsEntry("clearance", "confidential")
                .containsEntry("care_team", List.of("p-1001", "p-1002")).containsEntry("mfa", true)
                .containsEntry("amr", List.of("pwd", "otp"));
        assertThat(World.person("conrad").claims()).containsEntry("mfa", false).containsEntry("amr", List.of("pwd"));
    }

    @Test
    void hasDocumentsOfEveryLevelInSixCollections() {
        assertThat(World.documents()).hasSizeGreaterThanOrEqualTo(60).extracting(WorldDocument::id)
                .doesNotHaveDuplicates();
        assertThat(World.documents()).extracting(WorldDocument::classification).contains(Level.values());
        assertThat(World.documents()).extracting(WorldDocument::collection)
                .containsOnly("people", "finance", "legal", "engineering", "claims", "clinic");
    }

    static Stream<WorldDocument> documents() {
        return World.documents().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyDocumentIsWellFormed(WorldDocument document) {
        assertThat(document.tenant()).isEqualTo(document.collection().equals("clinic") ? "halden-clinic" : "halden");
        assertThat(document.text()).startsWith("# ").hasSizeBetween(1_000, 9_000);
        assertThat(document.attributes().keySet()).isSubsetOf(ATTRIBUTES);
        assertThat(document.allow()).isNotEmpty();
        assertThat(knownPrincipals()).containsAll(document.allow()).containsAll(document.deny());
        assertThat(document.updatedAt()).isBefore(Instant.parse("2027-01-01T00:00:00Z"));
    }

    private static Set<String> knownPrincipals() {
        var known = new HashSet<>(Set.of("everyone"));
        for (var person : World.people()) {
            known.add("user:" + person.id());
            person.groups().forEach(group -> known.add("group:" + group));
            person.roles().forEach(role -> known.add("role:" + role));
        }
        return known;
    }

    @Test
    void everyoneMayReadSomethingAndNobodyEverything() {
        for (var person : World.people()) {
            var readable = new TreeSet<String>();
            World.documents().stream().filter(document -> aclAllows(document, person))
                    .forEach(document -> readable.add(document.id()));
            assertThat(readable).as(person.id()).isNotEmpty().hasSizeLessThan(World.documents().size());
        }
    }

    private static boolean aclAllows(WorldDocument document, Person person) {
        var principals = new HashSet<>(Set.of("everyone", "user:" + person.id()));
        person.groups().forEach(group -> principals.add("group:" + group));
        person.roles().forEach(role -> principals.add("role:" + role));
        return document.allow().stream().anyMatch(principals::contains)
                && document.deny().stream().noneMatch(principals::contains);
    }

    @Test
    void refusesAFileWithoutFrontMatter() {
        assertThatThrownBy(() -> FrontMatter.parse("# Title")).hasMessageContaining("---");
    }
}
