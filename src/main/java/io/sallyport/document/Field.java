package io.sallyport.document;

/// A field of documents that policies may read.
///
/// @param name     its name in rules
/// @param type     its type
/// @param required whether a document without it is denied before any rule
/// @param path     where the index holds it, for example `acl.tags`
public record Field(String name, FieldType type, boolean required, String path) {

    public Field {
        if (name.isBlank() || path.isBlank()) {
            throw new IllegalArgumentException("a field has a name and an index path");
        }
    }

    /// Where the index holds the number of distinct elements of a list; written by the gateway.
    public String countPath() {
        return path + "_count";
    }
}
