package io.sallyport.index;

import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import io.sallyport.document.Acl;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Visibility;

/// Puts a document under another ACL: first its record, which decides from then on, then its chunks.
final class AclChange {

    private static final int ATTEMPTS = 30;

    private final RecordStore records;
    private final ChunkStore chunks;

    AclChange(RecordStore records, ChunkStore chunks) {
        this.records = records;
        this.chunks = chunks;
    }

    /// @return whether there is such a document
    /// @throws IndexUnavailable when the record did not change, or the chunks did not follow
    boolean make(IndexNames names, DocumentId document, Acl acl, Visibility visibility) {
        Optional<StoredRecord> changed = change(names, document, acl);
        changed.ifPresent(record -> follow(names, document, record, visibility));
        return changed.isPresent();
    }

    private Optional<StoredRecord> change(IndexNames names, DocumentId document, Acl acl) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<StoredRecord> record = records.find(names, document);
            if (record.isEmpty()) {
                return record;
            }
            try {
                ObjectNode source = Sources.withAcl(record.get().source(), acl);
                return Optional.of(records.replace(names, document, record.get(), source));
            } catch (IndexUnavailable failed) {
                failed.throwUnlessOvertaken();
            }
        }
        throw new IndexUnavailable("change record: changed by others %d times meanwhile".formatted(ATTEMPTS));
    }

    /// Brings the chunks under the ACL of the record. Whoever writes chunks last looks at the record once more, so that two
    /// changes at a time leave the chunks with the ACL that the record kept.
    private void follow(IndexNames names, DocumentId document, StoredRecord record, Visibility visibility) {
        StoredRecord current = record;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            chunks.replaceAcl(names, current.chunkIds(document), Reading.acl(current.source()), visibility);
            Optional<StoredRecord> now = records.find(names, document);
            if (now.isEmpty() || now.get().isSameAs(current)) {
                return;
            }
            current = now.get();
        }
        throw new IndexUnavailable("change chunks: the record was changed by others %d times".formatted(ATTEMPTS));
    }
}
