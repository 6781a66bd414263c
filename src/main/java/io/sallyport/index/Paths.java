package io.sallyport.index;

/// The index paths of what is not in the vocabulary.
final class Paths {

    static final String COLLECTION = "collection";
    static final String TENANT = "tenant";
    static final String NAME = "name";
    static final String VERSION = "version";
    static final String TITLE = "title";
    static final String URI = "uri";
    static final String CLASSIFICATION = "classification";
    static final String UPDATED_AT = "updated_at";
    /// How many chunks the version has; with it their ids are known without a search.
    static final String CHUNKS = "chunks";
    /// The record a chunk belongs to.
    static final String RECORD = "record";
    /// The chunk's own id, for a total order.
    static final String KEY = "key";
    static final String ORDINAL = "ordinal";
    static final String TEXT = "text";
    static final String WRITTEN_AT = "written_at";

    private Paths() {}
}
