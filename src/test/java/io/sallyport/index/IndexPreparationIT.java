package io.sallyport.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.document.Document;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.Schema;
import io.sallyport.document.Visibility;

/// The gateway uses an index only if it holds exactly what the vocabulary says.
class IndexPreparationIT {

    private final TestIndex test = TestIndex.onSharedNode();
    private final ChunkIndex index = test.index();
    private final IndexNames names = test.names(Samples.FINANCE);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void preparingTwiceIsFine() {
        prepare(Samples.SCHEMA);
        assertThatCode(() -> prepare(Samples.SCHEMA)).doesNotThrowAnyException();
        assertThat(index.schema(Samples.FINANCE)).contains(Samples.SCHEMA);
    }

    @Test
    void aFieldThatIsNotMappedIsRefusedByTheIndex() {
        prepare(Samples.SCHEMA);
        var stray = Tree.object().put("stray", 1);
        assertThatThrownBy(() -> TestIndex.run(
                () -> test.direct().index(request -> request.index(names.records()).document(stray))))
                .hasMessageContaining("strict_dynamic_mapping_exception");
    }

    @Test
    void aNewFieldIsAddedAndOldDocumentsStayWithoutIt() {
        prepare(Samples.SCHEMA);
        Document old = Samples.document("budget");
        index.write(old, Samples.chunks(old, "rent"), Visibility.WAIT);
        var fields = new LinkedHashMap<>(Samples.SCHEMA.fields());
        fields.put("team", new Field("team", FieldType.STRING, false, "acl.origin.team"));
        prepare(new Schema(Samples.SCHEMA.levels(), fields));
        assertThat(index.record(old.id())).contains(old);
        Document fresh = Samples.document(Samples.id("fresh"), Samples.ALL_STAFF, Map.of("team", "treasury"));
        index.write(fresh, Samples.chunks(fresh, "rent"), Visibility.WAIT);
        assertThat(index.record(fresh.id())).contains(fresh);
    }

    @Test
    void otherLevelsAreRefusedNamingBoth() {
        prepare(Samples.SCHEMA);
        Schema reordered = Samples.schema(List.of("internal", "public", "confidential", "secret"));
        assertThatThrownBy(() -> prepare(reordered))
                .isInstanceOf(IndexMismatch.class)
                .hasMessageContaining(names.records())
                .hasMessageContaining("[\"public\",\"internal\"")
                .hasMessageContaining("[internal, public");
        assertThat(index.schema(Samples.FINANCE)).contains(Samples.SCHEMA);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    acl.tags | {"type": "keyword", "ignore_above": 256}
                    acl.tags | {"type": "keyword", "null_value": "none"}
                    acl.tags | {"type": "text"}
                    acl.tags | {"type": "keyword", "fields": {"raw": {"type": "keyword"}}}
                    acl.region | {"type": "keyword", "doc_values": false, "index": false}
                    acl.pages | {"type": "long"}
                    acl.pages | {"type": "long", "coerce": false, "ignore_malformed": true}
                    acl.classification | {"type": "long", "coerce": false}
                    acl.embargo_until | {"type": "date"}
                    acl.tags_count | {"type": "keyword"}
                    acl.region.sub | {"type": "keyword"}
                    """)
    void aFieldHeldInAnotherWayIsRefused(String path, String definition) {
        ObjectNode mapping = Mapping.ofRecords(Samples.SCHEMA).json();
        remove(mapping, path.replace(".sub", ""));
        Tree.set((ObjectNode) mapping.path("properties"), path.replace(".", ".properties."),
                JsonMapper.shared().readTree(definition));
        test.create(names.records(), body(mapping, "{}"));
        assertThatThrownBy(() -> prepare(Samples.SCHEMA)).isInstanceOf(IndexMismatch.class).hasMessageContaining(path);
    }

    @Test
    void aNormalizerIsRefused() {
        ObjectNode mapping = Mapping.ofRecords(Samples.SCHEMA).json();
        ((ObjectNode) mapping.at("/properties/acl/properties/region")).put("normalizer", "lowercase");
        test.create(names.records(), body(mapping, "{}"));
        assertThatThrownBy(() -> prepare(Samples.SCHEMA)).isInstanceOf(IndexMismatch.class)
                .hasMessageContaining("normalizer");
    }

    @Test
    void aRuntimeFieldThatCoversAnAccessFieldIsRefused() {
        ObjectNode mapping = Mapping.ofChunks(Samples.SCHEMA).json();
        mapping.putObject("runtime").putObject("acl.region").put("type", "keyword");
        test.create(names.chunks(), body(mapping, "{}"));
        assertThatThrownBy(() -> prepare(Samples.SCHEMA)).isInstanceOf(IndexMismatch.class)
                .hasMessageContaining("runtime");
    }

    @Test
    void anIndexThatTakesUnknownFieldsIsRefused() {
        ObjectNode mapping = Mapping.ofRecords(Samples.SCHEMA).json().put("dynamic", "true");
        test.create(names.records(), body(mapping, "{}"));
        assertThatThrownBy(() -> prepare(Samples.SCHEMA)).isInstanceOf(IndexMismatch.class)
                .hasMessageContaining("dynamic");
    }

    @Test
    void anIndexThatDropsMalformedValuesIsRefused() {
        ObjectNode mapping = Mapping.ofRecords(Samples.SCHEMA).json();
        test.create(names.records(), body(mapping, "{\"index.mapping.ignore_malformed\": true}"));
        assertThatThrownBy(() -> prepare(Samples.SCHEMA))
                .isInstanceOf(IndexMismatch.class)
                .hasMessageContaining("index.mapping.ignore_malformed");
    }

    @Test
    void anIndexOfSomebodyElseIsRefused() {
        test.create(names.records(), "{}");
        assertThatThrownBy(() -> prepare(Samples.SCHEMA)).isInstanceOf(IndexMismatch.class)
                .hasMessageContaining("levels");
    }

    @Test
    void fieldsThatExcludeEachOtherAreRefusedBeforeAnythingIsMade() {
        var clash = new Schema(List.of("public"), Map.of(
                "a", new Field("a", FieldType.STRING, false, "acl.tags"),
                "b", new Field("b", FieldType.STRING, false, "acl.tags.more")));
        assertThatThrownBy(() -> prepare(clash)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acl.tags");
        var covering = new Schema(List.of("public"), Map.of("a", new Field("a", FieldType.STRING, false, "acl.allow")));
        assertThatThrownBy(() -> prepare(covering)).hasMessageContaining("acl.allow");
        var counting = new Schema(List.of("public"),
                Map.of("a", new Field("a", FieldType.INT, false, "acl.deny_count")));
        assertThatThrownBy(() -> prepare(counting)).hasMessageContaining("acl.deny_count");
        assertThat(test.index().schema(Samples.FINANCE)).isEmpty();
    }

    private void prepare(Schema schema) {
        index.prepare(Samples.FINANCE, schema);
    }

    private static String body(ObjectNode mapping, String settings) {
        ObjectNode body = Tree.object();
        body.set("settings", JsonMapper.shared().readTree(settings));
        body.set("mappings", mapping);
        return body.toString();
    }

    private static void remove(ObjectNode mapping, String path) {
        String leaf = path.substring(path.indexOf('.') + 1);
        ((ObjectNode) mapping.at("/properties/acl/properties")).remove(Set.of(leaf));
    }
}
