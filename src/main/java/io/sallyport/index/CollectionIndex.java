package io.sallyport.index;

import io.sallyport.document.Schema;

/// A collection that was prepared.
///
/// @param names   its indices
/// @param schema  the vocabulary they hold
/// @param sources how documents are stored in them
record CollectionIndex(IndexNames names, Schema schema, Sources sources) {

    CollectionIndex(IndexNames names, Schema schema) {
        this(names, schema, new Sources(schema));
    }
}
