package io.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `sallyport policy …` as a pipeline calls it: what it prints, and how it ends.
class PolicyCommandsTests {

    private static final String SHIPPED = "policies";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"policy chekc", "policy check --jsn", "policy diff policies", "policy explain",
            "policy check a b", "policy check --zone Nowhere/Land", "policy", "--server.port=1 policy"})
    void aCallItDoesNotKnowEndsWithTwoAndSaysHowToCallIt(String call) {
        var run = CommandLineRun.of(call.split(" "));
        assertThat(run.code()).isEqualTo(Commands.USAGE);
        assertThat(run.err()).containsAnyOf("Usage: ", "Did you mean: ", "Possible solutions: ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aBrokenFolderEndsWithOneAndPrintsEveryProblem() throws IOException {
        var broken = copy("10-request.yaml", text -> text.replace("subject.roles", "subject.rolls")
                .replace("effect: allow", "efect: allow"));
        for (var command : new String[]{"check", "test"}) {
            var run = CommandLineRun.of("policy", command, broken.toString());
            assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
            assertThat(run.out()).contains("spec.rules[0].efect: unknown key 'efect', did you mean 'effect'?")
                    .containsPattern("10-request\\.yaml:\\d+:\\d+: spec\\.rules\\[0]\\.when: undefined field 'rolls'")
                    .endsWith("4 problems\n");
        }
    }

    @Test
    void aFolderThatIsNotThereIsAProblem() {
        var run = CommandLineRun.of("policy", "check", folder.resolve("nowhere").toString());
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(run.out()).contains("is not a folder");
    }

    @Test
    void problemsAreJsonForPrograms() throws IOException {
        var broken = copy("10-request.yaml", text -> text.replace("kind: RequestPolicy", "kind: RequstPolicy"));
        var run = CommandLineRun.of("policy", "check", "--json", broken.toString());
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        var problem = json(run).get("problems").valueStream()
                .filter(each -> each.get("file").asString().equals("10-request.yaml")).findFirst().orElseThrow();
        assertThat(problem.get("path").asString()).isEqualTo("kind");
        assertThat(problem.get("line").asInt()).isEqualTo(3);
        assertThat(problem.get("message").asString()).contains("did you mean 'RequestPolicy'?");
    }

    @Test
    void theShippedPoliciesAreFine() {
        var run = CommandLineRun.of("policy", "check", SHIPPED);
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Commands.FINE);
        assertThat(run.out()).startsWith("policies: ").contains(" rules, ").contains("revision ");
        assertThat(json(CommandLineRun.of("policy", "check", "--json")).get("findings").isEmpty()).isTrue();
    }

    @Test
    void aFindingIsAWarningUnlessItIsStrict() throws IOException {
        var odd = copy("30-models.yaml", text -> text + """

                    - id: impossible
                      effect: allow
                      reason: Never.
                      when: |
                        document.classification > level.secret
                """);
        var run = CommandLineRun.of("policy", "check", odd.toString());
        assertThat(run.code()).isEqualTo(Commands.FINE);
        assertThat(run.out()).startsWith("warning: 30-models.yaml#impossible: is never true\n");
        assertThat(CommandLineRun.of("policy", "check", "--strict", odd.toString()).code())
                .isEqualTo(Commands.PROBLEMS);
        assertThat(
                json(CommandLineRun.of("policy", "check", "--json", odd.toString())).at("/findings/0/kind").asString())
                .isEqualTo("never-true");
    }

    @Test
    void aCaseThatDoesNotHoldEndsWithOneAtItsPlace() throws IOException {
        var changed = copy("20-retrieval-halden.yaml", text -> text.replace(
                "\"legal-hold\" in document.tags && !(\"legal\" in subject.roles)", "\"legal-hold\" in document.tags"));
        var run = CommandLineRun.of("policy", "test", changed.toString());
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(run.out()).containsPattern("tests/bank\\.test\\.yaml:\\d+:\\d+: .*case '").contains("held");
    }

    @Test
    void testsTellWhichRulesTheyReach() throws IOException {
        var run = CommandLineRun.of("policy", "test", SHIPPED);
        assertThat(run.code()).isEqualTo(Commands.FINE);
        assertThat(run.out()).containsPattern("\\d+ cases hold, \\d+ of \\d+ rules are true in one\n$");
        var unreached = copy("30-models.yaml", text -> text + """

                    - id: unreached
                      effect: deny
                      reason: Never in a test.
                      when: |
                        "no-test-has-this" in document.tags
                """);
        var all = CommandLineRun.of("policy", "test", "--all-rules", unreached.toString());
        assertThat(all.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(all.out()).contains("never true in any test: 30-models.yaml#unreached");
    }

    @Test
    void aDecisionIsExplained() throws IOException {
        var question = Files.writeString(folder.resolve("question.yaml"), """
                now: "2026-11-20T10:00:00Z"
                subject: { id: conrad, tenant: halden, roles: [staff, contractor], mfa: false }
                request: { purpose: everyday-work }
                model: halden-local
                """);
        var run = CommandLineRun.of("policy", "explain", question.toString());
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Commands.FINE);
        assertThat(run.out()).startsWith(
                "request: denied by 10-request.yaml#contractors-need-mfa: Contractors need multi-factor sign-in.\n")
                .contains("subject.mfa is false");
        var json = json(CommandLineRun.of("policy", "explain", "--json", question.toString()));
        assertThat(json.at("/request/allowed").asBoolean()).isFalse();
        assertThat(json.at("/rules/0/leaves").isEmpty()).isFalse();
    }

    @Test
    void aQuestionInWordsTheVocabularyDoesNotHaveIsAProblem() throws IOException {
        var question = Files.writeString(folder.resolve("question.yaml"), """
                subject: { rolls: [staff] }
                request: { purpose: everyday-work }
                model: halden-lokal
                """);
        var run = CommandLineRun.of("policy", "explain", question.toString());
        assertThat(run.code()).isEqualTo(Commands.PROBLEMS);
        assertThat(run.out()).contains("unknown key 'rolls', did you mean 'roles'?")
                .contains("did you mean 'halden-local'?");
        assertThat(CommandLineRun.of("policy", "explain", folder.resolve("none").toString()).code())
                .isEqualTo(Commands.PROBLEMS);
    }

    @Test
    void aDifferenceIsShownByAnExample() throws IOException {
        var without = copy("20-retrieval-halden.yaml", text -> text.replace(
                "document.embargoUntil > request.time", "document.embargoUntil < request.time"));
        Files.delete(without.resolve("tests/bank.test.yaml"));
        var run = CommandLineRun.of("policy", "diff", SHIPPED, without.toString());
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Commands.FINE);
        assertThat(run.out()).startsWith("changed 20-retrieval-halden.yaml#embargo\n")
                .contains("document.embargoUntil = ")
                .contains("before: ").contains("after:  ").contains("decisions differ: ");
        assertThat(CommandLineRun.of("policy", "diff", "--exit-code", SHIPPED, without.toString()).code())
                .isEqualTo(Commands.PROBLEMS);
    }

    @Test
    void theSameFolderDiffersInNothing() {
        var run = CommandLineRun.of("policy", "diff", "--exit-code", SHIPPED, SHIPPED);
        assertThat(run.code()).isEqualTo(Commands.FINE);
        assertThat(run.out()).isEqualTo("no rule, model or word differs\n");
    }

    @Test
    void formattingTidiesBlanksAndChangesNoDecision() throws IOException {
        var untidy = copy("10-request.yaml", text -> text.replace("\n", "  \r\n") + "\r\n\r\n\r\n");
        assertThat(CommandLineRun.of("policy", "fmt", "--check", untidy.toString()))
                .isEqualTo(new CommandLineRun(Commands.PROBLEMS, "untidy: 10-request.yaml\n", ""));
        assertThat(CommandLineRun.of("policy", "fmt", untidy.toString()).out()).isEqualTo("tidied: 10-request.yaml\n");
        assertThat(untidy.resolve("10-request.yaml")).hasSameTextualContentAs(Path.of("policies/10-request.yaml"));
        assertThat(CommandLineRun.of("policy", "fmt", "--check", untidy.toString()).code()).isEqualTo(Commands.FINE);
        assertThat(CommandLineRun.of("policy", "diff", "--exit-code", SHIPPED, untidy.toString()).code())
                .isEqualTo(Commands.FINE);
    }

    @Test
    void helpAndVersionAreFine() {
        assertThat(CommandLineRun.of("--help").out()).contains("Usage: sallyport").contains("policy");
        assertThat(CommandLineRun.of("--version").out()).startsWith("sallyport ");
        assertThat(CommandLineRun.of("policy", "--help").out()).contains("check", "test", "explain", "diff", "fmt");
        assertThat(CommandLineRun.of("help", "policy").code()).isEqualTo(Commands.FINE);
    }

    @Test
    void whatNamesNoCommandIsForTheServer() {
        assertThat(Commands.areNamed()).isFalse();
        assertThat(Commands.areNamed("--server.port=8080")).isFalse();
        assertThat(Commands.areNamed("--spring.profiles.active=x", "policy")).isFalse();
        assertThat(Commands.areNamed("policy", "check")).isTrue();
        assertThat(Commands.areNamed("--help")).isTrue();
    }

    /// The shipped folder with one file edited.
    private Path copy(String file, UnaryOperator<String> edit) throws IOException {
        var copy = Files.createTempDirectory(folder, "policies");
        Files.createDirectory(copy.resolve("tests"));
        try (var files = Files.walk(Path.of(SHIPPED))) {
            for (var each : files.filter(Files::isRegularFile).toList()) {
                Files.copy(each, copy.resolve(Path.of(SHIPPED).relativize(each)));
            }
        }
        String before = Files.readString(copy.resolve(file));
        String after = edit.apply(before);
        assertThat(after).as("the edit changes something").isNotEqualTo(before);
        Files.writeString(copy.resolve(file), after);
        return copy;
    }

    private static JsonNode json(CommandLineRun run) {
        return JsonMapper.shared().readTree(run.out());
    }
}
