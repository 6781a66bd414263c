package io.sallyport.policy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The compiled rules of one bundle by stage.
///
/// @param levels `level` as rules see it
record RuleBook(
        Vocabulary vocabulary,
        Map<String, Object> levels,
        RequestStage request,
        DocumentStage retrieval,
        DocumentStage model,
        List<ObligationRule> obligations,
        Map<ModelId, DeclaredModel> models) {

    RuleBook {
        obligations = List.copyOf(obligations);
        models = Map.copyOf(models);
    }

    /// Every rule, in the order of the stages.
    List<RuleReference> references() {
        return Stream.of(
                request.rules().stream().map(Rule::reference),
                retrieval.rules().stream().map(rule -> rule.rule().reference()),
                model.rules().stream().map(rule -> rule.rule().reference()),
                obligations.stream().map(ObligationRule::reference))
                .flatMap(each -> each)
                .toList();
    }
}
