package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The schema that editors use is the one the loader's tables make, accepts what loads, and sees what is misspelt.
class PolicyFileSchemaTests {

    private static final Path SCHEMA = Path.of("docs/reference/policy.schema.json");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\\n(# policies/\\S+\\n.*?)^```$");
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(PolicyFileSchema.text());

    /// When this fails and the change is meant, copy `target/policy.schema.json` over the file.
    @Test
    void theFileIsWhatTheTablesMake() throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/policy.schema.json"), PolicyFileSchema.text());
        assertThat(SCHEMA).hasContent(PolicyFileSchema.text());
    }

    static Stream<String> texts() throws IOException {
        var texts = new ArrayList<String>();
        for (var folder : List.of("policies", "src/test/resources/policies/reference")) {
            try (var files = Files.walk(Path.of(folder))) {
                for (var file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
                    texts.add(Files.readString(file));
                }
            }
        }
        for (var page : List.of("docs/reference/policy-files.md", "docs/how-to/write-a-policy.md")) {
            EXAMPLE.matcher(Files.readString(Path.of(page))).results().map(block -> block.group(1)).forEach(texts::add);
        }
        return texts.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatLoadsIsAccepted(String text) {
        assertThat(schema.validate(YAML.readTree(text))).as(text).isEmpty();
    }

    @Test
    void thereIsMuchToAccept() throws IOException {
        assertThat(texts()).hasSizeGreaterThan(18);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
            "10-request.yaml => kind: RequestPolicy => kind: RequestPolicies",
            "10-request.yaml => sallyport/v1 => sallyport/v2",
            "10-request.yaml => owner: => ownr:",
            "10-request.yaml => effect: allow => effect: permit",
            "10-request.yaml => when: => wen:",
            "10-request.yaml => id: staff-with-purpose => id: Staff",
            "10-request.yaml => reason: Staff may => reasons: Staff may",
            "10-request.yaml => spec: => specs:",
            "00-vocabulary.yaml => type: timestamp => type: date",
            "00-vocabulary.yaml => required: true => required: 1",
            "00-vocabulary.yaml => index: acl.tags => index: tags",
            "00-vocabulary.yaml => maxItems: 200 => maxItems: 50001",
            "00-vocabulary.yaml => claim: tid => clam: tid",
            "00-vocabulary.yaml => purpose:    => purpos:    ",
            "30-models.yaml => { id: caller, => { name: caller,",
            "40-obligations.yaml => treatment: remove => treatment: delete",
            "40-obligations.yaml => maxDocuments: 20 => maxDocuments: 0",
            "40-obligations.yaml => citations: { minimum: 1 } => citation: { minimum: 1 }",
            "tests/bank.test.yaml => request: allow => request: yes",
            "tests/bank.test.yaml => expect: => expects:"})
    void aNearMissIsSeen(String file, String right, String wrong) throws IOException {
        String text = Files.readString(Path.of("policies").resolve(file));
        assertThat(text).contains(right);
        assertThat(schema.validate(YAML.readTree(text.replace(right, wrong)))).as(wrong).isNotEmpty();
    }
}
