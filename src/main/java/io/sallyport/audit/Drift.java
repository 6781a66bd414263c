package io.sallyport.audit;

/// How the search index and the authoritative record of a document disagreed.
public enum Drift implements WireName {
    /// The chunk belongs to another version of the document.
    VERSION("version"),
    /// The authoritative record does not admit the subject.
    ACCESS("access"),
    /// The authoritative record does not exist.
    MISSING("missing");

    private final String wire;

    Drift(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
