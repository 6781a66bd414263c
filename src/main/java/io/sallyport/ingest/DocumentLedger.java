package io.sallyport.ingest;

import java.util.Optional;

import io.sallyport.document.Acl;
import io.sallyport.document.Document;
import io.sallyport.identity.Subject;

/// Records what is about to be done to a document. Each method returns when the record is durable; if it throws, the
/// thing must not be done.
interface DocumentLedger {

    /// A document is about to be created, or replaced where it had the ACL `before`.
    void written(Subject by, Document document, Optional<Acl> before);

    /// A document is about to be removed.
    void deleted(Subject by, Document document);

    /// A document is about to come under another ACL, which it already has here.
    void aclChanged(Subject by, Document document, Acl before);
}
