package io.sallyport.policy;

/// Where a rule stands in the fixed order of a decision.
public enum RuleStage {

    /// `RequestPolicy`: before any document.
    REQUEST("request"),
    /// `RetrievalPolicy`: whether the subject may read the document.
    RETRIEVAL("retrieval"),
    /// `ModelPolicy`: whether the document may be sent to the model.
    MODEL("model"),
    /// `ObligationPolicy`: what the permit obliges to.
    OBLIGATION("obligation");

    private final String word;

    RuleStage(String word) {
        this.word = word;
    }

    /// In lower case, as answers to people and machines have it.
    public String word() {
        return word;
    }
}
