package io.sallyport.audit;

import java.util.Optional;

/// A document was created or replaced.
///
/// @param document the document as written
/// @param oldAclDigest digest of the ACL before, if the document existed
/// @param by who did it
public record DocumentWritten(DocumentReference document, Optional<String> oldAclDigest,
        SubjectReference by) implements OperationalEvent {

    public DocumentWritten {
        oldAclDigest.ifPresent(value -> Require.name(value, "oldAclDigest"));
    }
}
