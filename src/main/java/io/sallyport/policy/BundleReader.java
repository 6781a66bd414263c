package io.sallyport.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the documents of one bundle: first everything that needs no vocabulary, then models and rules with it.
final class BundleReader {

    private final List<PolicyDocument> documents;
    private final ObligationReader obligations;
    private final ProblemLog log;

    BundleReader(List<PolicyDocument> documents, ObligationReader obligations, ProblemLog log) {
        this.documents = documents;
        this.obligations = obligations;
        this.log = log;
    }

    /// The compiled rules; absent when there is no sound vocabulary to compile them with, which is reported.
    Optional<RuleBook> read(String folder) {
        var rules = new Rules(
                rules(Kind.REQUEST),
                rules(Kind.RETRIEVAL),
                rules(Kind.MODEL),
                of(Kind.OBLIGATION).flatMap(this::obligationRules).toList());
        return vocabulary(folder).map(vocabulary -> compile(vocabulary, rules));
    }

    private record Rules(
            List<RuleText> request,
            List<RuleText> retrieval,
            List<RuleText> model,
            List<RuleText> obligations) {}

    private RuleBook compile(Vocabulary vocabulary, Rules rules) {
        var compiler = new RuleCompiler(vocabulary);
        return new RuleBook(
                vocabulary,
                vocabulary.levels(),
                compiler.request(rules.request),
                compiler.documents(rules.retrieval),
                compiler.documents(rules.model),
                compiler.obligations(rules.obligations),
                models(vocabulary));
    }

    private Optional<Vocabulary> vocabulary(String folder) {
        var all = of(Kind.VOCABULARY).toList();
        if (all.isEmpty()) {
            log.add(new Problem(folder, 0, 0, "", "has no file of kind Vocabulary"));
        }
        all.stream().skip(1).forEach(
                further -> log.add(
                        new Problem(
                                further.file().path(),
                                0,
                                0,
                                "kind",
                                "a second Vocabulary; the first is " + all.getFirst().file().path())));
        return all.stream().findFirst().flatMap(this::sound);
    }

    /// Rules are not checked against a vocabulary with holes: each hole would show again in every rule.
    private Optional<Vocabulary> sound(PolicyDocument document) {
        int before = log.size();
        var vocabulary = VocabularyReader.read(document.spec());
        return log.size() == before ? Optional.of(vocabulary) : Optional.empty();
    }

    private List<RuleText> rules(Kind kind) {
        return of(kind).flatMap(this::rules).toList();
    }

    private Stream<RuleText> rules(PolicyDocument document) {
        var spec = document.spec();
        var entries = spec.entries(document.kind() == Kind.MODEL ? List.of("models", "rules") : List.of("rules"));
        return spec.require(entries, "rules").map(rules -> RuleReader.read(document.file(), rules)).stream()
                .flatMap(List::stream);
    }

    private Stream<RuleText> obligationRules(PolicyDocument document) {
        var spec = document.spec();
        return spec.require(spec.entries(List.of("rules")), "rules")
                .map(rules -> RuleReader.read(document.file(), rules, obligations))
                .stream()
                .flatMap(List::stream);
    }

    private Map<ModelId, DeclaredModel> models(Vocabulary vocabulary) {
        var declared = new LinkedHashMap<ModelId, DeclaredModel>();
        var reader = new ModelReader(vocabulary);
        of(Kind.MODEL).map(document -> Optional.ofNullable(document.spec().entries().get("models")))
                .flatMap(Optional::stream)
                .forEach(models -> reader.read(models, declared));
        return declared;
    }

    private Stream<PolicyDocument> of(Kind kind) {
        return documents.stream().filter(document -> document.kind() == kind);
    }
}
