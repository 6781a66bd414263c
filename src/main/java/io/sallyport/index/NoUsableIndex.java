package io.sallyport.index;

/// No cluster answered while the gateway started. It does not serve without one.
final class NoUsableIndex extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoUsableIndex(IndexUnavailable last) {
        super("no usable Elasticsearch at spring.elasticsearch.uris: " + last.getMessage(), last);
    }
}
