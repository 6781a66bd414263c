package io.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.sallyport.document.AccessFilter;

/// Compiles single document rules over the test vocabulary, for tests of the translation.
final class Rulings {

    static final Vocabulary VOCABULARY = vocabulary();

    private static final RuleLanguage LANGUAGE = new RuleLanguage(VOCABULARY);

    private Rulings() {}

    /// A rule in both forms.
    record Ruling(Expression original, Condition translation) {

        Polar fill(Map<String, Object> variables) {
            try {
                return translation.fill(new Bindings(variables, new FilterBudget(10_000, 10_000)));
            } catch (FilterBudget.FilterTooLarge tooLarge) {
                throw new IllegalStateException(tooLarge);
            }
        }

        AccessFilter whenTrue(Map<String, Object> variables) {
            return fill(variables).whenTrue();
        }

        AccessFilter whenFalse(Map<String, Object> variables) {
            return fill(variables).whenFalse();
        }
    }

    /// @throws NotPushable when the rule is outside the subset
    static Ruling of(String when) throws NotPushable {
        var log = new ProblemLog();
        var text = new CelText(when, new Problem("test.yaml", 0, 1, "when", ""), log);
        var tree = LANGUAGE.check(RuleLanguage.Stage.DOCUMENT, text);
        log.throwIfAny();
        var checked = tree.orElseThrow();
        return new Ruling(
                LANGUAGE.plan(checked),
                Translator.translate(LANGUAGE, VOCABULARY.schema(), checked));
    }

    /// The variables of a subject with these claims, asking the model `remote`.
    static Map<String, Object> variables(Map<String, Object> claims) {
        var request = Given.request(claims, "remote");
        var book = new RuleBook(
                VOCABULARY,
                VOCABULARY.levels(),
                new RequestStage(List.of()),
                new DocumentStage(List.of()),
                new DocumentStage(List.of()),
                List.of(),
                Map.of());
        try {
            var subject = SubjectAttributes.of(request.subject().claims(), VOCABULARY);
            var model = new DeclaredModel(
                    new ModelId("remote"),
                    Map.of("id", "remote", "hosting", "external", "ceiling", 1L));
            return Variables.with(Variables.of(request, subject, book, PolicySettings.defaults()), model);
        } catch (SubjectAttributes.MalformedClaim malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    /// What a file consists of, for readers that need one without a folder.
    static List<PolicyDocument> documents(Map<String, String> files, ProblemLog log) {
        var documents = new ArrayList<PolicyDocument>();
        files.forEach(
                (name, text) -> YamlFile.parse(new PolicyFile(name, text), log)
                        .flatMap(PolicyDocument::read)
                        .ifPresent(documents::add));
        return documents;
    }

    private static Vocabulary vocabulary() {
        var log = new ProblemLog();
        var documents = documents(Map.of("00-vocabulary.yaml", Given.VOCABULARY), log);
        var vocabulary = VocabularyReader.read(documents.getFirst().spec());
        log.throwIfAny();
        return vocabulary;
    }
}
