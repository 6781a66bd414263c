package io.sallyport.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.sallyport.identity.Tenant;

class DocumentTests {

    private static final Field TAGS = new Field("tags", FieldType.STRING_LIST, false, "acl.tags");

    @Test
    void attributesAreHeldAsAnIndexKeepsThem() {
        var document = document(
                Map.of("tags", List.of("b", "a", "b"), "until", Instant.parse("2026-01-01T00:00:00.000999999Z")));
        assertThat(document.attributes()).containsEntry("tags", List.of("b", "a"))
                .containsEntry("until", Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(document.updatedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.001Z"));
    }

    @Test
    void theTermsOfAMissingFieldAreNone() {
        assertThat(document(Map.of()).terms(TAGS)).isEmpty();
        assertThat(document(Map.of("tags", List.of("a"))).terms(TAGS)).isEqualTo(List.of("a"));
        assertThat(document(Map.of()).terms(Schema.ALLOW)).isEqualTo(List.of("everyone"));
    }

    private static Document document(Map<String, Object> attributes) {
        return new Document(
                new DocumentId(new Tenant("acme"), new Collection("docs"), "doc"),
                new DocumentVersion("1"),
                "A document",
                "",
                new Classification("public", 0),
                new Acl(Set.of(Principal.EVERYONE), Set.of()),
                attributes,
                Instant.parse("2026-01-01T00:00:00.001999Z"));
    }
}
