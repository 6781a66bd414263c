package io.sallyport.ingest;

import java.util.List;
import java.util.Optional;

import io.sallyport.audit.AclChanged;
import io.sallyport.audit.AuditLog;
import io.sallyport.audit.DocumentDeleted;
import io.sallyport.audit.DocumentReference;
import io.sallyport.audit.DocumentWritten;
import io.sallyport.audit.SubjectIdentity;
import io.sallyport.audit.SubjectReference;
import io.sallyport.document.Acl;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.identity.Subject;

/// Records in the audit log what is about to be done to a document. Each method returns when the entry is durable and throws
/// [io.sallyport.audit.AuditUnavailable] when it is not; then the thing must not be done.
final class DocumentLedger {

    private static final String UNKNOWN = "unknown";

    private final AuditLog log;

    DocumentLedger(AuditLog log) {
        this.log = log;
    }

    /// A document is about to be created, or replaced where it had the ACL `before`.
    void written(Subject by, Document document, Optional<Acl> before) {
        log.append(new DocumentWritten(reference(document), before.map(Acl::digest), reference(by)));
    }

    /// A document is about to be removed, with what its record says if it can be read.
    void deleted(Subject by, DocumentId id, Optional<Document> document) {
        log.append(new DocumentDeleted(
                document.map(DocumentLedger::reference).orElseGet(() -> unread(id)), reference(by)));
    }

    private static DocumentReference unread(DocumentId id) {
        return new DocumentReference(
                id.tenant().value(), id.collection().name(), id.name(), UNKNOWN, UNKNOWN, UNKNOWN, List.of());
    }

    /// A document is about to come under another ACL, which it already has here.
    void aclChanged(Subject by, Document document, Acl before) {
        log.append(new AclChanged(reference(document), before.digest(), reference(by)));
    }

    private static DocumentReference reference(Document document) {
        var id = document.id();
        return new DocumentReference(
                id.tenant().value(),
                id.collection().name(),
                id.name(),
                document.version().value(),
                document.classification().name(),
                document.acl().digest(),
                List.of());
    }

    private SubjectReference reference(Subject subject) {
        return log.register(new SubjectIdentity(subject.issuer(), subject.id().value()));
    }
}
