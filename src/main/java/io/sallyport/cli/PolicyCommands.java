package io.sallyport.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.sallyport.policy.PolicyDifference;
import io.sallyport.policy.PolicyFiles;
import io.sallyport.policy.PolicyFindings;
import io.sallyport.policy.PolicyFormat;
import io.sallyport.policy.PolicyLoader;
import io.sallyport.policy.PolicyProblems;
import io.sallyport.policy.PolicyQuestion;
import io.sallyport.policy.PolicySet;
import io.sallyport.policy.PolicySettings;
import io.sallyport.redaction.RedactionSettings;
import io.sallyport.redaction.Redactor;

/// `sallyport policy …`: what an admin wants to know about policy files before they are published.
@Command(name = "policy", mixinStandardHelpOptions = true, description = "Checks, tests, explains, compares, previews and tidies policy files.", synopsisSubcommandLabel = "COMMAND")
final class PolicyCommands {

    private static final String FOLDER = "the folder with policy files; default: ${DEFAULT-VALUE}";
    private static final String AS_JSON = "print JSON";
    private static final String ZONE = "the zone of request.hour, as sallyport.policies.zone; default: ${DEFAULT-VALUE}";

    private final PrintWriter out;

    PolicyCommands(PrintWriter out) {
        this.out = out;
    }

    @Command(mixinStandardHelpOptions = true, description = "Prints every problem of a folder, and what is hardly meant.")
    int check(
            @Parameters(paramLabel = "FOLDER", arity = "0..1", defaultValue = "policies", description = FOLDER) Path folder,
            @Option(names = "--strict", description = "a finding is a problem too") boolean strict,
            @Option(names = "--json", description = AS_JSON) boolean json,
            @Option(names = "--zone", defaultValue = "UTC", description = ZONE) ZoneId zone) {
        return load(folder, zone, json, bundle -> {
            var findings = PolicyFindings.of(bundle);
            print(json, Views.checked(bundle, findings), () -> Texts.checked(out, folder, bundle, findings));
            return strict && !findings.isEmpty() ? Commands.PROBLEMS : Commands.FINE;
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "Runs the tests of a folder and tells which rules they reach.")
    int test(
            @Parameters(paramLabel = "FOLDER", arity = "0..1", defaultValue = "policies", description = FOLDER) Path folder,
            @Option(names = "--all-rules", description = "a rule that no case makes true is a problem") boolean allRules,
            @Option(names = "--json", description = AS_JSON) boolean json,
            @Option(names = "--zone", defaultValue = "UTC", description = ZONE) ZoneId zone) {
        return load(folder, zone, json, bundle -> {
            var coverage = bundle.coverage();
            print(json, Views.tested(bundle), () -> Texts.tested(out, bundle));
            return allRules && !coverage.neverTrue().isEmpty() ? Commands.PROBLEMS : Commands.FINE;
        });
    }

    @Command(mixinStandardHelpOptions = true, description = {
            "Says why a request is decided as it is, rule by rule.",
            "The question is a YAML or JSON file in the words of the vocabulary: subject, request, model, document, now."})
    int explain(
            @Parameters(paramLabel = "QUESTION", index = "0", description = "the file with the question, - for standard input") String question,
            @Parameters(paramLabel = "FOLDER", index = "1", arity = "0..1", defaultValue = "policies", description = FOLDER) Path folder,
            @Option(names = "--json", description = AS_JSON) boolean json,
            @Option(names = "--zone", defaultValue = "UTC", description = ZONE) ZoneId zone) throws IOException {
        String text = question.equals("-")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(Path.of(question));
        return load(folder, zone, json, bundle -> {
            var explanation = PolicyQuestion.read(bundle, text, Instant.now()).explainedBy(bundle);
            print(json, Views.explained(explanation), () -> Texts.explained(out, explanation));
            return Commands.FINE;
        });
    }

    @Command(mixinStandardHelpOptions = true, description = {
            "Shows what another folder would decide differently, with an example for each change.",
            "That no example was found does not prove that there is none."})
    int diff(
            @Parameters(paramLabel = "BEFORE", index = "0", description = "the folder as it is") Path before,
            @Parameters(paramLabel = "AFTER", index = "1", description = "the folder as it would be") Path after,
            @Option(names = "--exit-code", description = "end with 1 when anything changes") boolean exitCode,
            @Option(names = "--json", description = AS_JSON) boolean json,
            @Option(names = "--zone", defaultValue = "UTC", description = ZONE) ZoneId zone) {
        return load(before, zone, json, one -> load(after, zone, json, other -> {
            var difference = PolicyDifference.between(one, other);
            print(json, Views.compared(difference), () -> Texts.compared(out, difference));
            return exitCode && !difference.changes().isEmpty() ? Commands.PROBLEMS : Commands.FINE;
        }));
    }

    @Command(mixinStandardHelpOptions = true, description = {
            "Asks a running gateway what a folder would change: examples, and the documents that subjects would gain or lose.",
            "Tries what the folder's tests ask, what you state, or what was really asked.",
            "Needs a token with the scope policy:read, in a file or in the environment variable SALLYPORT_TOKEN."})
    int impact(
            @Parameters(paramLabel = "FOLDER", arity = "0..1", defaultValue = "policies", description = FOLDER) Path folder,
            @Option(names = "--server", required = true, description = "the gateway, such as https://sallyport.example") URI server,
            @Option(names = "--token-file", description = "the file with the access token") Optional<Path> tokenFile,
            @Option(names = "--requests", description = "JSON with subjects and requests to try; default: those of the tests") Optional<Path> requests,
            @Option(names = "--replay", paramLabel = "N", description = "decide the newest N requests of its audit log again, up to 200, instead of those of the tests") Optional<Integer> replay,
            @Option(names = "--exit-code", description = "end with 1 when anything changes") boolean exitCode,
            @Option(names = "--json", description = AS_JSON) boolean json) throws IOException {
        requireFolder(folder);
        var files = PolicyFiles.in(folder);
        if (!files.unreadable().isEmpty()) {
            print(json, Views.problems(files.unreadable()), () -> Texts.problems(out, files.unreadable()));
            return Commands.PROBLEMS;
        }
        var client = new ImpactClient(server,
                ImpactClient.token(tokenFile, Optional.ofNullable(System.getenv("SALLYPORT_TOKEN"))));
        var answer = client.ask(files,
                requests.isPresent() ? Optional.of(Files.readString(requests.get())) : Optional.empty(), replay);
        if (!answer.loads()) {
            print(json, answer.body(), () -> ImpactTexts.problems(out, answer.body()));
            return Commands.PROBLEMS;
        }
        print(json, answer.body(), () -> ImpactTexts.impact(out, answer.body()));
        return exitCode && ImpactTexts.changes(answer.body()) ? Commands.PROBLEMS : Commands.FINE;
    }

    @Command(mixinStandardHelpOptions = true, description = {
            "Tidies the white space of policy files: line ends, blanks at the end of lines, runs of empty lines.",
            "Comments stay. A file whose values would change is left as it is."})
    int fmt(
            @Parameters(paramLabel = "FOLDER", arity = "0..1", defaultValue = "policies", description = FOLDER) Path folder,
            @Option(names = "--check", description = "change nothing; end with 1 when a file is untidy") boolean check)
            throws IOException {
        requireFolder(folder);
        var untidy = untidy(folder);
        for (var file : untidy) {
            out.println((check ? "untidy: " : "tidied: ") + folder.relativize(file));
            if (!check) {
                Files.writeString(file, PolicyFormat.format(Files.readString(file)));
            }
        }
        return check && !untidy.isEmpty() ? Commands.PROBLEMS : Commands.FINE;
    }

    private static void requireFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder; expected one with policy files");
        }
    }

    private static List<Path> untidy(Path folder) throws IOException {
        var untidy = new ArrayList<Path>();
        try (var paths = Files.walk(folder)) {
            for (var file : paths.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
                String text = Files.isRegularFile(file) ? Files.readString(file) : "";
                if (!PolicyFormat.format(text).equals(text)) {
                    untidy.add(file);
                }
            }
        }
        return untidy;
    }

    private int load(Path folder, ZoneId zone, boolean json, ToIntFunction<PolicySet> use) {
        var defaults = PolicySettings.defaults();
        var settings = new PolicySettings(folder.toString(), zone, defaults.maxClauses(), defaults.maxTerms());
        try (var redactor = Redactor.of(RedactionSettings.defaults())) {
            return use.applyAsInt(new PolicyLoader(settings, redactor).load(folder));
        } catch (PolicyProblems problems) {
            print(json, Views.problems(problems.problems()), () -> Texts.problems(out, problems.problems()));
            return Commands.PROBLEMS;
        }
    }

    private void print(boolean json, Object view, Runnable text) {
        if (json) {
            out.println(Views.json(view));
        } else {
            text.run();
        }
        out.flush();
    }
}
