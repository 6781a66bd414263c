package io.sallyport.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.cel.common.CelAbstractSyntaxTree;

import io.sallyport.policy.RuleLanguage.Stage;

/// Checks, plans and translates rules; whatever fails is reported at its place in the file.
final class RuleCompiler {

    private final RuleLanguage language;
    private final Vocabulary vocabulary;

    RuleCompiler(Vocabulary vocabulary) {
        this.language = new RuleLanguage(vocabulary);
        this.vocabulary = vocabulary;
    }

    RequestStage request(List<RuleText> rules) {
        return new RequestStage(
                rules.stream().flatMap(rule -> tree(Stage.REQUEST, rule).map(tree -> rule(rule, tree)).stream())
                        .toList());
    }

    DocumentStage documents(List<RuleText> rules) {
        return new DocumentStage(rules.stream().flatMap(this::document).toList());
    }

    List<ObligationRule> obligations(List<RuleText> rules) {
        return rules.stream()
                .flatMap(
                        rule -> tree(Stage.OBLIGATION, rule).map(
                                tree -> new ObligationRule(
                                        rule.reference(),
                                        rule.reason(),
                                        language.plan(tree),
                                        rule.obligations()))
                                .stream())
                .toList();
    }

    private Stream<DocumentRule> document(RuleText rule) {
        return tree(Stage.DOCUMENT, rule)
                .flatMap(
                        tree -> condition(rule, tree)
                                .map(condition -> new DocumentRule(rule(rule, tree), condition)))
                .stream();
    }

    private Optional<Condition> condition(RuleText rule, CelAbstractSyntaxTree tree) {
        try {
            return Optional.of(Translator.translate(language, vocabulary.schema(), tree));
        } catch (NotPushable refusal) {
            rule.when().problem(SyntaxTrees.place(tree, refusal.expression()), refusal.reason());
            return Optional.empty();
        }
    }

    private Optional<CelAbstractSyntaxTree> tree(Stage stage, RuleText rule) {
        return language.check(stage, rule.when());
    }

    private Rule rule(RuleText rule, CelAbstractSyntaxTree tree) {
        return new Rule(
                rule.reference(),
                rule.effect(),
                rule.reason(),
                language.plan(tree),
                SyntaxTrees.reads(tree.getExpr(), RuleLanguage.MODEL));
    }
}
