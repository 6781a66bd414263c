package io.sallyport.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import io.sallyport.policy.PolicyWitness;

/// What `policy impact` prints for people.
final class ImpactTexts {

    private ImpactTexts() {}

    static void problems(PrintWriter out, JsonNode problem) {
        for (var each : problem.path("problems")) {
            int line = each.path("line").asInt(0);
            String place = line == 0 ? "" : ":%d:%d".formatted(line, each.path("column").asInt(0));
            String path = each.path("path").asString("");
            out.printf("%s%s: %s%s%n", each.path("file").asString(""), place, path.isEmpty() ? "" : path + ": ",
                    each.path("message").asString(""));
        }
        out.println(Texts.count(problem.path("count").asInt(0), "problem"));
    }

    static void impact(PrintWriter out, JsonNode impact) {
        for (var change : impact.path("changes")) {
            out.printf("%s %s%n", text(change, "kind"), text(change, "what"));
            if (change.has("witness")) {
                witness(out, change.path("witness"));
            }
        }
        int changed = 0;
        for (var request : impact.path("requests")) {
            if (isChanged(request)) {
                changed++;
                request(out, request);
            }
        }
        out.printf("%d of %s would change, documents counted of %s%n", changed,
                Texts.count(impact.path("requests").size(), "request"),
                impact.has("tenant") ? "tenant " + text(impact, "tenant") : "all tenants");
        out.printf("in force %s%ncandidate %s%n", text(impact, "revision"), text(impact, "candidate"));
    }

    /// Whether the candidate decides, shows or obliges anything else for one of the requests, or changes a rule.
    static boolean changes(JsonNode impact) {
        return !impact.path("changes").isEmpty()
                || impact.path("requests").valueStream().anyMatch(ImpactTexts::isChanged);
    }

    private static boolean isChanged(JsonNode request) {
        return count(request, "gained") > 0
                || count(request, "lost") > 0
                || !request.path("obligations").isEmpty()
                || !decision(request, "before").equals(decision(request, "after"));
    }

    private static void request(PrintWriter out, JsonNode request) {
        out.printf("%s for %s, model %s%s%n", text(request, "subject"), text(request, "purpose"),
                text(request, "model"),
                request.path("break_glass").asBoolean(false) ? ", break-glass" : "");
        if (!decision(request, "before").equals(decision(request, "after"))) {
            out.printf("  was %s, would be %s%n", decision(request, "before"), decision(request, "after"));
        }
        documents(out, "would newly get", request.path("gained"));
        documents(out, "would no longer get", request.path("lost"));
        for (var change : request.path("obligations")) {
            out.printf("  other obligations at %s%n", text(change, "classification"));
        }
    }

    private static void documents(PrintWriter out, String what, JsonNode documents) {
        long count = documents.path("count").asLong(0);
        if (count > 0) {
            int listed = documents.path("documents").size();
            out.printf("  %s %d: %s%s%n", what, count, documents.path("documents").valueStream()
                    .map(each -> text(each, "collection") + "/" + text(each, "id"))
                    .collect(Collectors.joining(", ")), count > listed ? ", …" : "");
        }
    }

    private static void witness(PrintWriter out, JsonNode witness) {
        out.printf("  %s, for example with%n", words(text(witness, "change")));
        witness.path("values").properties()
                .forEach(value -> out.printf("    %s = %s%n", value.getKey(), value.getValue()));
        out.printf("    before: %s%n    after:  %s%n", text(witness, "before"), text(witness, "after"));
    }

    /// What `policy diff` says; a kind of change that this build does not know is told as it came.
    private static String words(String change) {
        return Stream.of(PolicyWitness.Change.values())
                .filter(known -> known.name().equals(change.toUpperCase(Locale.ROOT).replace('-', '_')))
                .map(PolicyWitness.Change::words)
                .findFirst()
                .orElse(change);
    }

    private static long count(JsonNode request, String side) {
        return request.path(side).path("count").asLong(0);
    }

    private static String decision(JsonNode request, String side) {
        return request.path(side).path("decision").asString("");
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
