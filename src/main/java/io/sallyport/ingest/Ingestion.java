package io.sallyport.ingest;

import java.util.Optional;

import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.identity.Subject;
import io.sallyport.index.Visibility;

/// Writes documents for content owners. The tenant is always the writer's, never the body's.
public final class Ingestion {

    /// Creates or replaces a document with its text, ACL and attributes.
    ///
    /// @throws DraftRejected with everything that is wrong
    /// @throws io.sallyport.index.WriteConflict when the document changed in the meantime
    public Written put(Subject writer, Collection collection, String name, Draft draft, Visibility visibility) {
        throw new UnsupportedOperationException();
    }

    /// Removes a document; from then on nobody gets it.
    ///
    /// @return whether there was one
    public boolean delete(Subject writer, Collection collection, String name, Visibility visibility) {
        throw new UnsupportedOperationException();
    }

    /// Replaces the ACL of a document and nothing else. A revoke is effective when this returns. An empty allow list is
    /// accepted here: it hides the document from everyone.
    ///
    /// @return whether there is such a document
    /// @throws DraftRejected when the ACL is none
    public boolean replaceAcl(Subject writer, Collection collection, String name, AclDraft acl, Visibility visibility) {
        throw new UnsupportedOperationException();
    }

    /// What is held about a document, without its text.
    public Optional<Document> describe(Subject writer, Collection collection, String name) {
        throw new UnsupportedOperationException();
    }
}
