package io.sallyport.audit;

/// What a model was asked to do.
public enum ModelOperation implements WireName {
    /// Complete a conversation.
    CHAT("chat"),
    /// Turn texts into vectors.
    EMBEDDINGS("embeddings");

    private final String wire;

    ModelOperation(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
