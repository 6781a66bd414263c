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
        String whose = impact.has("tenant") ? "tenant " + text(impact, "tenant") : "all tenants";
        if (!impact.path("requests").isEmpty() || !impact.has("replay")) {
            int changed = changed(out, impact.path("requests"));
            out.printf("%d of %s would change, documents counted of %s%n", changed,
                    Texts.count(impact.path("requests").size(), "request"), whose);
        }
        if (impact.has("replay")) {
            replay(out, impact.path("replay"), whose);
        }
        out.printf("in force %s%ncandidate %s%n", text(impact, "revision"), text(impact, "candidate"));
    }

    /// Whether the candidate decides, shows or obliges anything else for one of the requests, or changes a rule.
    static boolean changes(JsonNode impact) {
        return !impact.path("changes").isEmpty()
                || impact.path("requests").valueStream().anyMatch(ImpactTexts::isChanged)
                || impact.path("replay").path("requests").valueStream().anyMatch(ImpactTexts::isChanged);
    }

    /// Tells those that change.
    ///
    /// @return how many
    private static int changed(PrintWriter out, JsonNode requests) {
        var changed = requests.valueStream().filter(ImpactTexts::isChanged).toList();
        changed.forEach(request -> request(out, request));
        return changed.size();
    }

    private static void replay(PrintWriter out, JsonNode replay, String whose) {
        changed(out, replay.path("requests"));
        out.printf("%d of the newest %s of %s replayed%s%n", number(replay, "replayed"),
                Texts.count(number(replay, "found"), "decided request"), whose,
                replay.has("since") ? ", since " + text(replay, "since") : "");
        out.printf("  %d would be refused, %d would be allowed, %d would lose a document they were given%n",
                number(replay, "newly_refused"), number(replay, "newly_allowed"), number(replay, "losing"));
        optionally(out, number(replay, "drifted"), "decided otherwise then than the policies in force decide now");
        for (var each : replay.path("not_replayable")) {
            optionally(out, number(each, "requests"), "not replayed: " + text(each, "reason"));
        }
        optionally(out, number(replay, "undecided"), "more without a decision");
        if (replay.path("cut_short").asBoolean(false)) {
            out.println("  older ones were not reached in time");
        }
    }

    private static void optionally(PrintWriter out, int number, String what) {
        if (number > 0) {
            out.printf("  %d %s%n", number, what);
        }
    }

    private static boolean isChanged(JsonNode request) {
        return count(request, "gained") > 0
                || count(request, "lost") > 0
                || number(request.path("disclosed"), "lost") > 0
                || !request.path("obligations").isEmpty()
                || !decision(request, "before").equals(decision(request, "after"));
    }

    private static void request(PrintWriter out, JsonNode request) {
        int times = request.path("requests").asInt(1);
        out.printf("%s for %s, model %s%s%s%n", text(request, "subject"), text(request, "purpose"),
                text(request, "model"), request.path("break_glass").asBoolean(false) ? ", break-glass" : "",
                times > 1 ? ", " + Texts.count(times, "request") : "");
        if (!decision(request, "before").equals(decision(request, "after"))) {
            out.printf("  was %s, would be %s%n", decision(request, "before"), decision(request, "after"));
        }
        documents(out, "would newly get", request.path("gained"), "count");
        documents(out, "would no longer get", request.path("lost"), "count");
        documents(out, "were given, would no longer get", request.path("disclosed"), "lost");
        for (var change : request.path("obligations")) {
            out.printf("  other obligations at %s%n", text(change, "classification"));
        }
    }

    private static void documents(PrintWriter out, String what, JsonNode documents, String member) {
        long count = documents.path(member).asLong(0);
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

    private static int number(JsonNode node, String name) {
        return node.path(name).asInt(0);
    }

    private static String decision(JsonNode request, String side) {
        return request.path(side).path("decision").asString("");
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
