package io.sallyport.policy;

import java.util.List;
import java.util.Map;

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
}
