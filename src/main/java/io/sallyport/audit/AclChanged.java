package io.sallyport.audit;

/// The ACL of a document was replaced.
///
/// @param document the document with its new ACL
/// @param oldAclDigest digest of the ACL before
/// @param by who did it
public record AclChanged(DocumentReference document, String oldAclDigest,
        SubjectReference by) implements OperationalEvent {

    public AclChanged {
        Require.name(oldAclDigest, "oldAclDigest");
    }
}
