package io.sallyport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

import io.sallyport.audit.AclChanged;
import io.sallyport.audit.AuditLog;
import io.sallyport.audit.DocumentDeleted;
import io.sallyport.audit.DocumentReference;
import io.sallyport.audit.DocumentWritten;
import io.sallyport.audit.SubjectReference;
import io.sallyport.document.Acl;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentVersion;
import io.sallyport.identity.Subject;

/// Records in the audit log what is about to be done to a document. Each method returns when the entry is durable and throws
/// [io.sallyport.audit.AuditUnavailable] when it is not; then the thing must not be done.
final class DocumentLedger {

    private final AuditLog log;

    DocumentLedger(AuditLog log) {
        this.log = log;
    }

    /// A document is about to be created, or replaced where it had the ACL `before`.
    void written(Subject by, Document document, Optional<Acl> before) {
        log.append(new DocumentWritten(reference(document), before.map(Acl::digest), reference(by)));
    }

    /// A document is about to be removed.
    void deleted(Subject by, Document document) {
        log.append(new DocumentDeleted(reference(document), reference(by)));
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
                number(document.version()),
                document.classification().name(),
                document.acl().digest(),
                List.of());
    }

    /// A reference holds a number and a version is a name: the first 63 bits of the name's SHA-256 stand for it.
    private static long number(DocumentVersion version) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(version.value().getBytes(UTF_8));
            return ByteBuffer.wrap(sha256).getLong() >>> 1;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static SubjectReference reference(Subject subject) {
        return SubjectReference.of(subject.tenant().value(), subject.id().value());
    }
}
