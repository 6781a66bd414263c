package io.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rules of a random bundle as text, so that a counterexample can be made smaller and printed.
///
/// @param vocabulary the file of that kind
record RandomPolicy(String vocabulary, List<Line> retrieval, List<Line> model) {

    RandomPolicy {
        retrieval = List.copyOf(retrieval);
        model = List.copyOf(model);
    }

    /// One rule.
    record Line(String id, String effect, String when) {

        String yaml() {
            return Given.rule(id, effect, when);
        }
    }

    /// The bundle: everybody may ask for the model `local`.
    Map<String, String> files() {
        var files = new TreeMap<String, String>();
        files.put("00-vocabulary.yaml", vocabulary);
        files.put("10-request.yaml", Given.rules("RequestPolicy", Given.rule("anybody", "allow", "true")));
        files.put("20-retrieval.yaml", Given.rules("RetrievalPolicy", yaml(retrieval)));
        files.put("30-models.yaml", Given.rules("ModelPolicy", yaml(model))
                .replace("spec:\n",
                        "spec:\n  models:\n    - { id: local, hosting: internal, ceiling: l1, regions: [eu] }\n"));
        return files;
    }

    private static String[] yaml(List<Line> lines) {
        return lines.stream().map(Line::yaml).toArray(String[]::new);
    }

    /// Policies a little smaller than this one: with a rule less, or with a part of a rule's expression in its place.
    Stream<RandomPolicy> smaller() {
        return Stream.concat(
                smaller(retrieval).map(lines -> new RandomPolicy(vocabulary, lines, model)),
                smaller(model).map(lines -> new RandomPolicy(vocabulary, retrieval, lines)));
    }

    private static Stream<List<Line>> smaller(List<Line> lines) {
        return Stream.concat(
                IntStream.range(0, lines.size()).filter(at -> lines.size() > 1).mapToObj(at -> without(lines, at)),
                IntStream.range(0, lines.size()).boxed()
                        .flatMap(at -> SmallerExpressions.of(lines.get(at).when()).map(when -> with(lines, at, when))));
    }

    private static List<Line> without(List<Line> lines, int at) {
        var fewer = new ArrayList<>(lines);
        fewer.remove(at);
        return fewer;
    }

    private static List<Line> with(List<Line> lines, int at, String when) {
        var others = new ArrayList<>(lines);
        var line = lines.get(at);
        others.set(at, new Line(line.id(), line.effect(), when));
        return others;
    }

    /// The rules alone.
    @Override
    public String toString() {
        return Stream.of(retrieval, model)
                .map(lines -> lines.stream()
                        .map(line -> "  %s: %s".formatted(line.effect(), line.when()))
                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n and\n"));
    }
}
