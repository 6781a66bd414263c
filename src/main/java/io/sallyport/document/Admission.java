package io.sallyport.document;

/// The second gate: decides on one document, from its authoritative record, by the original rules and the ACL.
@FunctionalInterface
public interface Admission {

    /// Whether the document may be disclosed. Anything missing, malformed or unknown is no.
    boolean admits(Document document);
}
