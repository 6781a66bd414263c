package io.sallyport.policy;

import io.sallyport.document.FieldType;

/// A field of `subject` and the claim it comes from.
///
/// @param claim    name of the claim, or a path with dots through nested claims
/// @param maxItems how many elements a list claim may have
record SubjectField(String name, FieldType type, String claim, int maxItems) {

    /// What a list claim may hold unless its vocabulary says otherwise.
    static final int DEFAULT_MAX_ITEMS = 1_000;
}
