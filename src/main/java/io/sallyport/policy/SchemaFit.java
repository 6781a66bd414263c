package io.sallyport.policy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import io.sallyport.document.Field;
import io.sallyport.document.Schema;

/// Whether a bundle speaks of documents as those that are held: stored levels are positions, and the fields of the index
/// are those of the vocabulary at the start. What changes them takes effect with a restart, which checks the index.
final class SchemaFit {

    private static final String RESTART = "; the index is held by the vocabulary of the start, so this needs a restart";

    private final Schema held;
    private final Schema wanted;
    private final ProblemLog log = new ProblemLog();

    private SchemaFit(Schema held, Schema wanted) {
        this.held = held;
        this.wanted = wanted;
    }

    /// @throws PolicyProblems naming every level list or document field that is not as held
    static void check(Schema held, Schema wanted, PolicyFiles files) {
        if (!held.equals(wanted)) {
            var fit = new SchemaFit(held, wanted);
            files.texts(new ProblemLog()).forEach(fit::check);
            fit.orElseAt(files.place());
            fit.log.throwIfAny();
        }
    }

    private void check(PolicyFile file) {
        YamlFile.parse(file, log)
                .flatMap(PolicyDocument::read)
                .filter(document -> document.kind() == Kind.VOCABULARY)
                .map(document -> document.spec().entries())
                .ifPresent(this::check);
    }

    private void check(Map<String, YamlNode> spec) {
        if (!held.levels().equals(wanted.levels())) {
            entry(spec, "levels").ifPresent(levels -> levels.problem(
                    "the levels are stored as positions in %s; another list needs new indices and a restart"
                            .formatted(held.levels())));
        }
        entry(spec, "document").ifPresent(this::checkFields);
    }

    private void checkFields(YamlNode document) {
        var fields = document.entries();
        var names = new TreeSet<>(held.fields().keySet());
        names.addAll(wanted.fields().keySet());
        for (String name : names) {
            if (!held.field(name).equals(wanted.field(name))) {
                entry(fields, name).orElse(document).problem(difference(name));
            }
        }
    }

    private String difference(String name) {
        String now = held.field(name).map(SchemaFit::describe).orElse("not held");
        String then = wanted.field(name).map(SchemaFit::describe).orElse("missing");
        return "field '%s' is %s here and %s in the index%s".formatted(name, then, now, RESTART);
    }

    private static String describe(Field field) {
        return "%s%s at %s".formatted(
                field.required() ? "a required " : "an optional ", field.type().vocabularyName(), field.path());
    }

    private static Optional<YamlNode> entry(Map<String, YamlNode> entries, String name) {
        return Optional.ofNullable(entries.get(name));
    }

    private void orElseAt(String place) {
        if (log.size() == 0) {
            log.add(new Problem(place, 0, 0, "", "the vocabulary is not that of the start" + RESTART));
        }
    }
}
