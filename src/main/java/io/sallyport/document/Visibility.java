package io.sallyport.document;

/// When a search sees a write. A revoke is effective when the call returns either way: it acts on the record, which is
/// read in real time.
public enum Visibility {
    /// With the next refresh, about a second later.
    EVENTUAL,
    /// When the call returns.
    WAIT
}
